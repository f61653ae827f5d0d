package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cvp.*} annotations change about who is told of what, and when. */
class AnnotationsTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  private Pipe pipe;

  @BeforeEach
  void start() {
    pipe = new Pipe(folder, How.usual());
  }

  @AfterEach
  void close() {
    pipe.close();
  }

  @Test
  void severity_toldOnce_everyLaterStateIsTold() {
    deploy("cvp.severity", "ERROR");
    pipe.tell(
        Alarms.of("m1", "raised", "A", "WARNING", 0),
        Alarms.of("m2", "updated", "A", "CRITICAL", 1),
        Alarms.of("m3", "updated", "A", "INFO", 2),
        Alarms.of("m4", "resolved", "A", "INFO", 3),
        Alarms.of("m5", "resolved", "B", "INFO", 3));
    pipe.awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactlyInAnyOrder(
            "m1 unclaimed",
            "m5 unclaimed",
            "m2 to f done 200",
            "m3 to f done 200",
            "m4 to f done 200");
  }

  @Test
  void containers_eventOfADevice_byWhereThatIs() {
    place("A", "DC1-Leaf");
    place("B", "DC1-Spine");
    deploy("cvp.containers", "DC1-L*\nDC2-*");
    pipe.tell(event("m1", "cvp.device.changed", "A"), event("m2", "cvp.device.changed", "B"));
    pipe.tell(event("m3", "cvp.watcher.blind", "cvp-watcher")).awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactlyInAnyOrder("m1 to f done 200", "m2 unclaimed", "m3 to f done 200");
  }

  @Test
  void where_allLinesHaveToHold() {
    deploy("cvp.where", "data.interfaceId=Ethernet49*\nseverity=ERROR");
    pipe.tell(
        Alarms.of("m1", "raised", "A", "ERROR", 0),
        Alarms.of("m2", "raised", "B", "WARNING", 0),
        event("m3", "cvp.device.changed", "C"));
    pipe.awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactlyInAnyOrder("m1 to f done 200", "m2 unclaimed", "m3 unclaimed");
  }

  @Test
  void when_settled_isToldOnceNothingIsPendingAndSaysSo() {
    deploy("cvp.when", "settled");
    pipe.deploy(FunctionSpec.named("g").annotation("cvp.topics", "cvp.**"), request -> DONE);
    pipe.map();
    look("A", true, "task");
    pipe.tell(moved("m1", "A")).awaitLog("m1 to g done 200");
    look("A", false);
    assertThat(pipe.gateway.invocations("f")).isEmpty();
    look("A", false);
    pipe.awaitLog("m1 to f done 200");
    assertThat(body("g")).contains("\"settled\":false", "\"waitsFor\":[\"task\"]", "\"id\":\"m1\"");
    assertThat(body("f")).contains("\"settled\":true", "\"waitsFor\":[]", "\"id\":\"m1\"");
  }

  /** So comes a switch by Zero Touch Provisioning, which is validated where it is by then. */
  @Test
  void settled_deviceHasBecomeAnother_isToldToWhoeverWaited() {
    deploy("cvp.when", "settled");
    pipe.deploy(FunctionSpec.named("g").annotation("cvp.topics", "cvp.**"), request -> DONE).map();
    look("A", true, "task");
    place("A", "DC1-Leaf", "localhost");
    pipe.tell(moved("m1", "A")).awaitLog("m1 to g done 200");
    place("A", "DC1-Leaf", "leaf9");
    look("A", false);
    look("A", false);
    pipe.awaitLog("m1 to f done 200");
    assertThat(body("g")).contains("\"hostname\":\"localhost\"");
    assertThat(body("f")).contains("\"hostname\":\"leaf9\"", "\"settled\":true", "\"id\":\"m1\"");
  }

  /** The placement in a container may be older than what a tag's event says. */
  @Test
  void settled_moveByATag_staysAsItWasStored() {
    deploy("cvp.when", "settled");
    look("A", true);
    place("A", "DC1-Leaf", "localhost");
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("settled", true);
    data.putObject("device").put("hostname", "leaf9");
    data.putObject("to").put("name", "DC1-P2").put("label", "Pod");
    pipe.tell(event("m1", "cvp.device.moved", "A", data, NOW));
    look("A", false);
    look("A", false);
    pipe.awaitLog("m1 to f done 200");
    assertThat(body("f")).contains("\"hostname\":\"leaf9\"");
  }

  @Test
  void settled_passedOnAsSettledBeforeItWas_isToldWithWhatTheDeviceIsByThen() {
    deploy("cvp.when", "settled");
    look("A", true);
    place("A", "DC1-Leaf", "leaf9");
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("settled", true);
    data.putObject("device").put("hostname", "localhost");
    pipe.tell(event("m1", "cvp.device.added", "A", data, NOW));
    look("A", false);
    look("A", false);
    pipe.awaitLog("m1 to f done 200");
    assertThat(body("f")).contains("\"hostname\":\"leaf9\"");
  }

  @Test
  void quiet_window_oneDigestAtItsEndAndTheRestGoesOn() {
    place("A", "DC1-Leaf");
    FunctionSpec slack = spec().annotation("cvp.quiet", "digest").annotation("cvp.batch", "200");
    pipe.deploy(slack, request -> DONE);
    pipe.deploy(FunctionSpec.named("g").annotation("cvp.topics", "cvp.**"), request -> DONE);
    pipe.map();
    long window = pipe.quiets.add(Kind.CONTAINER, "DC1-*", Duration.ofHours(2), "CHG123");
    pipe.tell(event("m1", "cvp.device.changed", "A"), event("m2", "cvp.device.changed", "A"));
    pipe.tell("m3@B").awaitLog("m1 to g done 200", "m2 to g done 200", "m3 to f done 200");
    assertThat(pipe.quiets.waiting(window)).isEqualTo(2);
    assertThat(pipe.gateway.invocations("f")).hasSize(1);
    assertThat(pipe.quiets.end(window)).isTrue();
    pipe.awaitLog("m1 to f done 200", "m2 to f done 200");
    List<Invocation> calls = pipe.gateway.invocations("f");
    assertThat(calls).hasSize(2);
    assertThat(calls.get(1).header("Content-Type")).startsWith("application/cloudevents-batch");
    assertThat(pipe.quiets.end(window)).isFalse();
  }

  @Test
  void quiet_deviceByItsHostname_isKeptBack() {
    pipe.deploy(spec().annotation("cvp.quiet", "digest"), request -> DONE);
    pipe.map();
    pipe.quiets.add(Kind.DEVICE, "leaf1", Duration.ofHours(2), "CHG123");
    pipe.tell(moved("m1", "A"), event("m2", "cvp.device.moved", "B"));
    pipe.awaitLog("m2 to f done 200");
    assertThat(pipe.listener.log).containsExactly("m2 to f done 200");
  }

  private void deploy(String annotation, String value) {
    pipe.deploy(spec().annotation(annotation, value), request -> DONE).map();
  }

  private static FunctionSpec spec() {
    return FunctionSpec.named("f").annotation("cvp.topics", "cvp.**");
  }

  private String body(String function) {
    return pipe.gateway.reached(function).get(0).body();
  }

  private void place(String serial, String container) {
    place(serial, container, "");
  }

  private void place(String serial, String container, String hostname) {
    Device device = Device.builder().serialNumber(serial).hostname(hostname).build();
    Placement placement = new Placement(device, Container.of(container, "key-" + container));
    PlacementTable table = new PlacementTable(pipe.database, "container");
    pipe.database.write(
        connection -> {
          table.put(connection, placement, NOW);
          return null;
        });
  }

  private void look(String device, boolean begin, String... waitsFor) {
    pipe.database.write(
        connection -> {
          if (begin) {
            pipe.pending.begin(connection, device, List.of(waitsFor), Optional.empty(), NOW);
          } else {
            pipe.pending.look(connection, device, List.of(waitsFor), Optional.empty(), NOW);
          }
          return null;
        });
  }

  private static CloudEvent moved(String id, String device) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.putObject("device").put("serialNumber", device).put("hostname", "leaf1");
    data.put("settled", false).putArray("waitsFor").add("task");
    return event(id, "cvp.device.moved", device, data, NOW);
  }

  private static CloudEvent event(String id, String type, String subject) {
    return event(id, type, subject, JsonNodeFactory.instance.objectNode(), NOW);
  }

  private static CloudEvent event(
      String id, String type, String subject, ObjectNode data, Instant time) {
    return Events.first(type, id, URI.create("https://cvp.example.net"), subject, time, data);
  }
}
