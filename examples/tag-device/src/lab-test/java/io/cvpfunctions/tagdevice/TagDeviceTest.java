package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cloudvision.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tags where nothing goes wrong. */
class TagDeviceTest extends WithCloudVision {
  private static String action(Received answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/result/action").asText();
  }

  private static String reason(Received answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("outcome").asText()).isEqualTo("skipped");
    return answer.json().at("/result/reason").asText();
  }

  @Test
  void sample_isAnsweredAndOnTheWireAsInTheGoldenFiles() throws Exception {
    cloudVision.addDevice(Device.numbered(900).withSerial("JPE19330452"));
    cloudVision.tags().assign("JPE19330452", SITE, "DC9-Leaf");

    Received answer = function("tag_operation", "replace").toWatcher(RunningFunction.sample());

    Golden.isAsIn("sample.answer.json", answer.json().toPrettyString() + "\n");
    Golden.isAsIn("sample.wire.txt", Golden.wire(cloudVision.http().requests()));
    assertThat(cloudVision.tags().values("JPE19330452", SITE)).containsExactly("DC1-Leaf");
    assertThat(cloudVision.unexpected()).isEmpty();
  }

  @Test
  void move_assignsTheTagBesideOthers() {
    cloudVision.tags().assign(leaf, SITE, "Hall-7");

    assertThat(action(function().toWatcher(move("e")))).isEqualTo("changed");
    assertThat(sites()).containsExactlyInAnyOrder("Hall-7", "DC1-Leaf");
    assertThat(workspaces()).containsExactly("submitted");
  }

  @Test
  void tagThatIsThere_isLeftAlone() {
    cloudVision.tags().assign(leaf, SITE, "DC1-Leaf");

    for (String operation : List.of("assign", "replace")) {
      assertThat(action(function("tag_operation", operation).toWatcher(move(operation))))
          .isEqualTo("unchanged");
    }
    assertThat(writes()).isEmpty();
  }

  @Test
  void remove_takesTheValueOff_orAllWithoutAValue() {
    for (String value : List.of("DC1-Leaf", "Hall-7", "Hall-8")) {
      cloudVision.tags().assign(leaf, SITE, value);
    }

    assertThat(action(function("tag_operation", "remove").toWatcher(move("e"))))
        .isEqualTo("changed");
    assertThat(sites()).containsExactlyInAnyOrder("Hall-7", "Hall-8");
    RunningFunction all = function("tag_operation", "remove", "tag_value", "");
    assertThat(action(all.toWatcher(move("f")))).isEqualTo("changed");
    assertThat(sites()).isEmpty();
    assertThat(action(all.toWatcher(move("g")))).isEqualTo("unchanged");
  }

  @Test
  void value_isMadeOfTheEvent() {
    function("tag_value", "{device.modelName} in {to.path}").toWatcher(move("e"));

    assertThat(sites()).containsExactly("DCS-7050SX3-48YC8 in Tenant/DC1/DC1-Leaf");
  }

  @Test
  void value_ofAFieldThatIsMissing_is422NamingIt() {
    Received answer = function("tag_value", "{to.rack}").toWatcher(move("e"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("data.to.rack: is missing");
    assertThat(writes()).isEmpty();
  }

  @Test
  void interfaces_ofAnAlarm_areTagged() {
    ObjectNode alarm = alarm();
    JsonNode components = data(alarm).withArray("components").addObject().put("type", "INTERFACE");
    ((ObjectNode) components)
        .putObject("components")
        .put("deviceId", leaf)
        .put("interfaceId", "Ethernet1,Ethernet2");

    Received answer = alarmed().toWatcher(alarm);

    assertThat(action(answer)).isEqualTo("changed");
    assertThat(answer.json().at("/result/changes/1").toString())
        .isEqualTo(
            "{\"device\":\"" + leaf + "\",\"interface\":\"Ethernet2\",\"assigned\":\"WARNING\"}");
    assertThat(workspaces()).containsExactly("submitted");
    assertThat(sites()).isEmpty();
    assertThat(action(alarmed().toWatcher(alarm.put("id", "again")))).isEqualTo("unchanged");
  }

  @Test
  void interface_thatOnlyTheDataNames_isTaggedToo() {
    ObjectNode alarm = alarm();
    data(alarm).putObject("data").put("deviceId", leaf).put("interfaceId", "Ethernet7");

    assertThat(alarmed().toWatcher(alarm).json().at("/result/changes/0/interface").asText())
        .isEqualTo("Ethernet7");
  }

  @Test
  void eventsThatNameNothingToTag_areSkipped() {
    assertThat(reason(alarmed().toWatcher(alarm()))).contains("names nothing");
    assertThat(reason(function().toWatcher(alarm()))).contains("names nothing");
    assertThat(writes()).isEmpty();
  }

  private RunningFunction alarmed() {
    return function("tag_element", "interface", "tag_value", "{severity}");
  }

  private ObjectNode alarm() {
    ObjectNode event = move("alarm").put("type", "cvp.event.raised");
    event.putObject("data").put("severity", "WARNING");
    return event;
  }

  @Test
  void dryRun_andRehearsal_onlySayWhatWouldChange() {
    ObjectNode dry = move("e");
    data(dry).put("dryRun", true);
    Received answer = function("chain_to", "notify-slack").toWatcher(dry);

    assertThat(action(answer)).isEqualTo("proposed");
    assertThat(answer.json().at("/result/changes/0/assigned").asText()).isEqualTo("DC1-Leaf");
    assertThat(answer.json().has("chainTo")).isFalse();
    assertThat(action(function().toWatcher(move("f").put("rehearsal", "true"))))
        .isEqualTo("proposed");
    assertThat(writes()).isEmpty();
  }

  @Test
  void typedIn_isAMove() {
    ObjectNode data = RunningFunction.JSON.createObjectNode();
    data.putObject("device").put("serialNumber", leaf);
    data.putObject("to").put("name", "DC7");

    assertThat(action(function().byHand(data))).isEqualTo("changed");
    assertThat(sites()).containsExactly("DC7");
  }

  @Test
  void repeatedEvent_isDoneOnce_whateverCameAfterIt() {
    RunningFunction function = function();
    String first = function.toWatcher(move("e")).json().at("/result/workspace").asText();
    cloudVision.tags().change(leaf, SITE, "DC1-Leaf", "DC2-Leaf");

    Received again = function.toWatcher(move("e"));

    assertThat(action(again)).isEqualTo("unchanged");
    assertThat(again.json().at("/result/workspace").asText()).isEqualTo(first).isNotEmpty();
    assertThat(sites()).containsExactly("DC2-Leaf");
  }

  @Test
  void functionsOfOneEvent_haveAWorkspaceEach() {
    function().toWatcher(move("e"));
    function("tag_label", "Rack").toWatcher(move("e"));
    function("tag_value", "Leaf").toWatcher(move("e"));

    assertThat(workspaces()).containsExactly("submitted", "submitted", "submitted");
    assertThat(cloudVision.tags().values(leaf, "Rack")).containsExactly("DC1-Leaf");
    assertThat(sites()).containsExactlyInAnyOrder("DC1-Leaf", "Leaf");
  }

  @Test
  void eventsAtOnce_doNotCollide() {
    RunningFunction function = function();
    List<CompletableFuture<Received>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Device device = Device.numbered(910 + i);
      cloudVision.addDevice(device);
      ObjectNode move = moveOf(device.serial(), "at-once");
      answers.add(CompletableFuture.supplyAsync(() -> function.toWatcher(move)));
    }

    answers.forEach(answer -> assertThat(action(answer.join())).isEqualTo("changed"));
    for (int i = 0; i < 8; i++) {
      String serial = Device.numbered(910 + i).serial();
      assertThat(cloudVision.tags().values(serial, SITE)).containsExactly("DC1-Leaf");
    }
  }

  @Test
  void oneEventAtOnce_isDoneOnce_andIsNeverCalledWrong() {
    RunningFunction function = function();
    List<CompletableFuture<Received>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> function.toWatcher(move("e"))));
    }

    answers.forEach(answer -> assertThat(answer.join().status()).isNotEqualTo(422));
    assertThat(function.toWatcher(move("e")).status()).isEqualTo(200);
    assertThat(sites()).containsExactly("DC1-Leaf");
    assertThat(workspaces()).containsOnlyOnce("submitted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"to", "from"})
  void moveThatTheTagItselfTold_isSkipped(String side) {
    ObjectNode move = move("e");
    ((ObjectNode) data(move).path(side)).put("label", SITE);

    assertThat(reason(function().toWatcher(move))).contains("loop").contains("--tag-labels");
    assertThat(writes()).isEmpty();
  }
}
