package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.cloudvision.apis.workspace.v1.ResponseCode;
import io.cvpfunctions.lab.Caller;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a tag from a workspace to the mainline, over REST. */
class WorkspacesTest {
  private static final String LEAF1 = "JPE00000001";
  private static final String RESOURCES = "/api/resources/";

  private final CloudVisionSimulator cloudVision = CloudVisionSimulator.start();
  private Caller caller;
  private int requests;

  @BeforeEach
  void workspaceWithATag() throws Exception {
    cloudVision.workspaces().buildsTake(Duration.ofMillis(1));
    cloudVision.workspaces().submissionsTake(Duration.ofMillis(1));
    String token = cloudVision.issueToken("tagger", Duration.ofHours(1));
    caller = Client.anonymous(cloudVision).with("Authorization", "Bearer " + token);
    cloudVision.addDevice(Device.numbered(1));
    workspace("w");
    assertThat(tag("w", "Site", "DC1")).isEqualTo(200);
    assertThat(assign("w", LEAF1, "Site", "DC1", false)).isEqualTo(200);
  }

  @AfterEach
  void close() {
    cloudVision.close();
  }

  private int post(String model, String body) throws IOException, InterruptedException {
    return caller.post(RESOURCES + model, body.replace('\'', '"')).statusCode();
  }

  private void workspace(String id) throws Exception {
    String body = "{'key':{'workspaceId':'%s'},'displayName':'name of %s'}";
    assertThat(post("workspace/v1/WorkspaceConfig", body.formatted(id, id))).isEqualTo(200);
  }

  private int tag(String workspace, String label, String value) throws Exception {
    String key =
        "{'key':{'workspaceId':'%s','elementType':'ELEMENT_TYPE_DEVICE','label':'%s','value':'%s'}}";
    return post("tag/v2/TagConfig", key.formatted(workspace, label, value));
  }

  private int assign(String workspace, String device, String label, String value, boolean remove)
      throws Exception {
    String key =
        "{'key':{'workspaceId':'%s','elementType':'ELEMENT_TYPE_DEVICE','label':'%s',"
            + "'value':'%s','deviceId':'%s'},'remove':%s}";
    return post(
        "tag/v2/TagAssignmentConfig", key.formatted(workspace, label, value, device, remove));
  }

  /** The answer to the request, once there is one. */
  private JsonNode ask(String id, String request) throws Exception {
    return answer(id, sent(id, request));
  }

  private String sent(String id, String request) throws Exception {
    String body =
        "{'key':{'workspaceId':'%s'},'request':'REQUEST_%s','requestParams':{'requestId':'%s'}}";
    String named = request + ++requests;
    String whole = body.formatted(id, request, named);
    assertThat(post("workspace/v1/WorkspaceConfig", whole)).isEqualTo(200);
    return named;
  }

  private JsonNode answer(String id, String request) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> read(id).at("/responses/values/" + request), answer -> answer.has("status"));
  }

  private JsonNode read(String id) throws Exception {
    return caller.json(RESOURCES + "workspace/v1/Workspace?key.workspaceId=" + id).path("value");
  }

  private String state(String id) throws Exception {
    return read(id).path("state").asText();
  }

  private JsonNode build(String id) throws Exception {
    String build = read(id).path("lastBuildId").asText();
    String query = "?key.workspaceId=" + id + "&key.buildId=" + build;
    return caller.json(RESOURCES + "workspace/v1/WorkspaceBuild" + query).path("value");
  }

  private static void assertFails(JsonNode answer, String why) {
    assertThat(answer.path("status").asText()).isEqualTo("RESPONSE_STATUS_FAIL");
    assertThat(answer.path("message").asText()).contains(why);
  }

  @Test
  void submission_ofWhatWasBuilt_changesTheMainline() throws Exception {
    assertThat(cloudVision.tags().values(LEAF1, "Site")).isEmpty();
    assertThat(cloudVision.tags().inWorkspace("w").values(LEAF1, "Site")).containsExactly("DC1");

    assertThat(ask("w", "START_BUILD").path("status").asText())
        .isEqualTo("RESPONSE_STATUS_SUCCESS");
    assertThat(build("w").path("state").asText()).isEqualTo("BUILD_STATE_SUCCESS");
    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_PENDING");
    ask("w", "SUBMIT");

    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_SUBMITTED");
    assertThat(read("w").path("displayName").asText()).isEqualTo("name of w");
    assertThat(cloudVision.tags().values(LEAF1, "Site")).containsExactly("DC1");
    assertThat(cloudVision.tags().inWorkspace("w").values(LEAF1, "Site")).isEmpty();
  }

  @Test
  void building_takesItsTime() throws Exception {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));
    String request = sent("w", "START_BUILD");

    assertThat(build("w").path("state").asText()).isEqualTo("BUILD_STATE_IN_PROGRESS");
    assertThat(read("w").has("responses")).isFalse();
    cloudVision.workspaces().finish();
    assertThat(answer("w", request).path("status").asText()).isEqualTo("RESPONSE_STATUS_SUCCESS");
  }

  @Test
  void build_thatIsCancelled_hasNoAnswer() throws Exception {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));
    sent("w", "START_BUILD");
    ask("w", "CANCEL_BUILD");
    cloudVision.workspaces().finish();

    assertThat(build("w").path("state").asText()).isEqualTo("BUILD_STATE_CANCELED");
    assertFails(ask("w", "SUBMIT"), "built first");
  }

  @Test
  void build_thatFails_saysWhy() throws Exception {
    cloudVision.workspaces().failNextBuild("studio Campus: input is missing");

    assertFails(ask("w", "START_BUILD"), "studio Campus");
    assertThat(build("w").path("state").asText()).isEqualTo("BUILD_STATE_FAIL");
    assertThat(build("w").path("error").asText()).contains("studio Campus");
    assertFails(ask("w", "SUBMIT"), "built first");
  }

  @Test
  void build_withADeviceThatIsNotThere_fails() throws Exception {
    assign("w", "NONE", "Site", "DC1", false);

    assertFails(ask("w", "START_BUILD"), "device NONE is not in the inventory");
  }

  @Test
  void change_afterTheBuild_needsAnother() throws Exception {
    ask("w", "START_BUILD");
    tag("w", "Site", "DC2");

    assertFails(ask("w", "SUBMIT"), "built first");
  }

  @Test
  void submission_mayBeRefused() throws Exception {
    ask("w", "START_BUILD");
    cloudVision
        .workspaces()
        .failNextSubmission(ResponseCode.RESPONSE_CODE_INACTIVE_DEVICES_EXIST, "leaf1 is inactive");
    JsonNode answer = ask("w", "SUBMIT");

    assertFails(answer, "leaf1 is inactive");
    assertThat(answer.path("code").asText()).isEqualTo("RESPONSE_CODE_INACTIVE_DEVICES_EXIST");
    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_PENDING");
  }

  @Test
  void submission_ofWhatTheMainlineHasChanged_isAConflict_untilRebased() throws Exception {
    ask("w", "START_BUILD");
    cloudVision.tags().assign(LEAF1, "Site", "DC9");

    assertFails(ask("w", "SUBMIT"), "rebase");
    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_CONFLICTS");
    assertThat(read("w").path("needsRebase").asBoolean()).isTrue();
    ask("w", "REBASE");
    ask("w", "START_BUILD");
    ask("w", "SUBMIT");
    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_SUBMITTED");
    assertThat(cloudVision.tags().values(LEAF1, "Site")).containsExactlyInAnyOrder("DC1", "DC9");
  }

  @Test
  void workspaces_ofOtherDevicesAndLabels_doNotConflict() throws Exception {
    ask("w", "START_BUILD");
    cloudVision.addDevice(Device.numbered(2));
    cloudVision.tags().assign("JPE00000002", "Site", "DC1");
    cloudVision.tags().assign(LEAF1, "Role", "leaf");
    ask("w", "SUBMIT");

    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_SUBMITTED");
  }

  @Test
  void abandoned_isGone_andTakesNothingMore() throws Exception {
    ask("w", "ABANDON");

    assertThat(state("w")).isEqualTo("WORKSPACE_STATE_ABANDONED");
    assertThat(cloudVision.tags().inWorkspace("w").values(LEAF1, "Site")).isEmpty();
    assertThat(tag("w", "Site", "DC2")).isEqualTo(400);
    assertFails(ask("w", "START_BUILD"), "ABANDONED");
  }

  @Test
  void rolledBack_leavesTheMainlineAsItWas() throws Exception {
    cloudVision.tags().assign(LEAF1, "Role", "leaf");
    workspace("v");
    tag("v", "Role", "spine");
    assign("v", LEAF1, "Role", "spine", false);
    assign("v", LEAF1, "Role", "leaf", true);
    ask("v", "START_BUILD");
    ask("v", "SUBMIT");
    assertThat(cloudVision.tags().values(LEAF1, "Role")).containsExactly("spine");
    ask("v", "ROLLBACK");

    assertThat(state("v")).isEqualTo("WORKSPACE_STATE_ROLLED_BACK");
    assertThat(cloudVision.tags().values(LEAF1, "Role")).containsExactly("leaf");
  }

  @Test
  void writes_thatMakeNoSense_areRefused() throws Exception {
    assertThat(tag("none", "Site", "DC1")).isEqualTo(404);
    assertThat(tag("", "Site", "DC1")).isEqualTo(400);
    assertThat(tag("w", "Container", "DC1")).isEqualTo(400);
    assertThat(assign("w", LEAF1, "Site", "never-made", false)).isEqualTo(400);
    assertThat(post("workspace/v1/WorkspaceConfig", "{'key':{}}")).isEqualTo(400);
    String unnamed = "{'key':{'workspaceId':'w'},'request':'REQUEST_START_BUILD'}";
    assertThat(post("workspace/v1/WorkspaceConfig", unnamed)).isEqualTo(400);
  }
}
