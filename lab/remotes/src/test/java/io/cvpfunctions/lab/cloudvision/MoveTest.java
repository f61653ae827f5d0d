package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoveTest {
  private static final String DRAFT =
      "/web/provisioning/addTempAction.do?format=topology&queryParam=&nodeId=root";
  private static final String SAVE = "/web/provisioning/v2/saveTopology.do";
  private static final String TASKS = "/web/task/getTasks.do?queryparam=%s&startIndex=0&endIndex=0";

  private CloudVisionSimulator cloudVision;

  private Caller start(MembershipChange change) throws Exception {
    cloudVision = CloudVisionSimulator.builder().membershipChanges(change).start();
    cloudVision.addContainer("DC1-Leaf");
    cloudVision.addDevice(Device.numbered(1));
    return Client.loggedIn(cloudVision);
  }

  @AfterEach
  void close() {
    cloudVision.close();
  }

  private String move(String info) {
    return ("{\"data\":[{\"action\":\"update\",\"nodeType\":\"netelement\",\"info\":\"%s\","
            + "\"nodeId\":\"50:08:00:00:00:01\",\"toId\":\"%s\",\"toIdType\":\"container\"}]}")
        .formatted(info, cloudVision.containerKey("DC1-Leaf"));
  }

  @Test
  void move_atSave_changesMembershipBeforeTheTaskRuns() throws Exception {
    Caller caller = start(MembershipChange.AT_SAVE);

    assertThat(caller.postJson(DRAFT, move("Device Add: to DC1-Leaf")).has("errorCode")).isFalse();
    JsonNode saved = caller.postJson(SAVE, "[]").path("data");

    assertThat(saved.path("status").asText()).isEqualTo("success");
    assertThat(saved.path("taskIds").get(0).asText()).isEqualTo("1");
    assertThat(cloudVision.containerOf("JPE00000001")).isEqualTo("DC1-Leaf");
    JsonNode task = caller.json(TASKS.formatted("Pending")).path("data").get(0);
    assertThat(task.path("workOrderDetails").path("serialNumber").asText())
        .isEqualTo("JPE00000001");
    assertThat(task.path("newParentContainerName").asText()).isEqualTo("DC1-Leaf");
    assertThat(task.path("createdBy").asText()).isEqualTo("cvpadmin");
    assertThat(task.path("completedOnInLongFormat").asLong()).isZero();
    assertThat(task.path("data").path("currentparentContainerId").asText())
        .isEqualTo("undefined_container");
  }

  @Test
  void move_atTaskCompletion_waitsForTheTask() throws Exception {
    Caller caller = start(MembershipChange.AT_TASK_COMPLETION);
    caller.post(DRAFT, move("Device Add: to DC1-Leaf"));
    caller.post(SAVE, "[]");

    assertThat(cloudVision.containerOf("JPE00000001")).isEqualTo("Undefined");
    assertThat(caller.post("/web/task/executeTask.do", "{\"data\":[\"1\"]}").body())
        .contains("success");
    assertThat(cloudVision.containerOf("JPE00000001")).isEqualTo("DC1-Leaf");
    assertThat(caller.json(TASKS.formatted("")).path("data").get(0).findValuesAsText("taskStatus"))
        .containsExactly("COMPLETED");
    assertThat(caller.json(TASKS.formatted("Pending")).path("total").asInt()).isZero();
  }

  @Test
  void cancelledTask_isNeverExecuted() throws Exception {
    Caller caller = start(MembershipChange.AT_TASK_COMPLETION);
    Task task = cloudVision.proposeMove("JPE00000001", "DC1-Leaf");

    caller.post("/web/task/cancelTask.do", "{\"data\":[\"%s\"]}".formatted(task.id()));

    assertThat(caller.post("/web/task/executeTask.do", "{\"data\":[\"1\"]}").body())
        .contains("errorCode");
    assertThat(
            caller
                .json("/web/task/getTaskById.do?taskId=1")
                .findValue("workOrderUserDefinedStatus")
                .asText())
        .isEqualTo("Cancelled");
    assertThat(cloudVision.containerOf("JPE00000001")).isEqualTo("Undefined");
  }

  @Test
  void draft_thatBreaksARule_isRefusedWithStatus200() throws Exception {
    Caller caller = start(MembershipChange.AT_SAVE);

    assertThat(caller.post(DRAFT, move("moved")).body()).contains("Device Add");
    caller.post(DRAFT, move("Device Add"));
    assertThat(caller.post(DRAFT, move("Device Add")).body()).contains("122518");
    assertThat(caller.post(DRAFT, move("Device Add").replace("0:01", "0:99")).body())
        .contains("122801");
    assertThat(caller.post(DRAFT, "not json").statusCode()).isEqualTo(400);
    assertThat(caller.json("/web/provisioning/getAllTempActions.do").path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void draft_ofAContainer_addsIt() throws Exception {
    Caller caller = start(MembershipChange.AT_SAVE);
    caller.post(
        DRAFT,
        "{\"data\":[{\"action\":\"add\",\"nodeType\":\"container\",\"nodeId\":\"new_container\","
            + "\"nodeName\":\"DC2\",\"toId\":\"root\",\"toName\":\"Tenant\"}]}");
    caller.post(SAVE, "[]");

    assertThat(cloudVision.containerKey("DC2")).startsWith("container_");
  }

  @Test
  void task_ofAnotherUser_saysWhoAndWhen() throws Exception {
    Caller caller = start(MembershipChange.AT_SAVE);
    Task task = cloudVision.proposeMove("ann", "JPE00000001", "DC1-Leaf");
    cloudVision.executeTask(task.id());

    JsonNode told = caller.json(TASKS.formatted("Completed")).path("data").get(0);

    assertThat(told.path("createdBy").asText()).isEqualTo("ann");
    assertThat(told.path("completedOnInLongFormat").asLong())
        .isGreaterThanOrEqualTo(told.path("createdOnInLongFormat").asLong());
  }
}
