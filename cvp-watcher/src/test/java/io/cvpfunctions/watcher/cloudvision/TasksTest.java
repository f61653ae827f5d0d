package io.cvpfunctions.watcher.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final String MAC = "50:08:00:a7:ca:c3";
  private static final Container LEAF = Container.of("Leaf", "container_1");
  private static final Container SPINE = Container.of("Spine", "container_2");

  private final Device device =
      Device.builder().serialNumber("JPE1").systemMacAddress(MAC).hostname("leaf1").build();
  private final ObjectNode answer = JsonMapper.builder().build().createObjectNode();
  private final ArrayNode data = answer.putArray("data");

  @Test
  void mover_taskMovesItAsItMoved_isWhoMadeIt() {
    move("alice", LEAF, SPINE, 60);
    assertThat(mover(LEAF, SPINE)).contains("alice");
  }

  @Test
  void mover_taskOlderThanTheLastMove_isNobody() {
    move("alice", LEAF, SPINE, -60);
    assertThat(mover(LEAF, SPINE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cancelled", "Canceled", "Failed", "FAILED "})
  void mover_taskCameToNothing_isNobody(String status) {
    move("alice", LEAF, SPINE, 60).put("workOrderUserDefinedStatus", status);
    assertThat(mover(LEAF, SPINE)).isEmpty();
  }

  @Test
  void mover_taskFromAnotherContainer_isNobody() {
    move("alice", Container.of("Border", "container_3"), SPINE, 60);
    assertThat(mover(LEAF, SPINE)).isEmpty();
  }

  @Test
  void mover_tasksOfTwoPeopleFit_isNobody() {
    move("alice", LEAF, SPINE, 60);
    move("bob", LEAF, SPINE, 70);
    assertThat(mover(LEAF, SPINE)).isEmpty();
  }

  @Test
  void mover_tasksOfOnePersonFit_isThatOne() {
    move("alice", LEAF, SPINE, 60).put("workOrderUserDefinedStatus", "Completed");
    move("alice", LEAF, SPINE, 70);
    move("bob", LEAF, SPINE, 65).put("workOrderUserDefinedStatus", "Cancelled");
    assertThat(mover(LEAF, SPINE)).contains("alice");
  }

  @Test
  void mover_originKnownByNameAlone_isNobody() {
    move("alice", LEAF, SPINE, 60);
    assertThat(mover(Container.of("Leaf", null), SPINE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"undefined_container, alice", "'', alice", "container_1, "})
  void mover_deviceIsNew_isWhoTookItFromUndefined(String origin, String account) {
    move("alice", Container.of("any", origin), SPINE, 60);
    Optional<String> mover = Tasks.of(answer).mover(device, Optional.empty(), SPINE, NOON);
    assertThat(mover).isEqualTo(Optional.ofNullable(account));
  }

  @Test
  void open_ofAThousandTasks_isTheDevicesOwn() {
    for (int i = 0; i < 1000; i++) task("SN" + i).put("workOrderUserDefinedStatus", "Pending");
    task("JPE1").put("workOrderUserDefinedStatus", "Completed");
    assertThat(Tasks.of(answer).open(device)).isFalse();
    task("").put("workOrderUserDefinedStatus", "Pending");
    assertThat(Tasks.of(answer).open(device)).isTrue();
  }

  private Optional<String> mover(Container from, Container to) {
    return Tasks.of(answer).mover(device, Optional.of(from), to, NOON);
  }

  private ObjectNode move(String account, Container from, Container to, int secondsAfterNoon) {
    ObjectNode task = task("JPE1");
    task.withObject("/data").put("currentparentContainerId", from.key().orElse(""));
    return task.put("workOrderUserDefinedStatus", "Pending")
        .put("createdBy", account)
        .put("createdOnInLongFormat", NOON.plusSeconds(secondsAfterNoon).toEpochMilli())
        .put("newParentContainerId", to.key().orElse(""))
        .put("newParentContainerName", to.name());
  }

  /** Where it names no serial number, by the MAC address, in whatever case. */
  private ObjectNode task(String serial) {
    ObjectNode task = data.addObject();
    task.putObject("workOrderDetails")
        .put("serialNumber", serial)
        .put("netElementId", MAC.toUpperCase(Locale.ROOT));
    task.putObject("data").put("NETELEMENT_ID", MAC);
    return task;
  }
}
