package io.cvpfunctions.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files pin what goes on the wire; each is read back into an equal value. */
class EventDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Device LEAF =
      Device.builder()
          .serialNumber("JPE19330452")
          .hostname("leaf1")
          .fqdn("leaf1.lab.example")
          .ipAddress("127.0.0.11")
          .systemMacAddress("50:08:00:A7:CA:C3")
          .modelName("DCS-7050SX3-48YC8")
          .softwareVersion("4.32.2F")
          .streamingStatus("active")
          .build();
  private static final Container UNDEFINED = Container.of("Undefined", "undefined_container");
  private static final Container LEAFS =
      Container.of("DC1-Leaf", "container_dc1_leaf").withPath("Tenant/DC1/DC1-Leaf");

  static Stream<Arguments> values() {
    DeviceMove moved = DeviceMove.moved(LEAF, UNDEFINED, LEAFS, "poll");
    DeviceMove tagged =
        DeviceMove.added(LEAF, Container.of("DC1", null).withLabel("Campus"), "tags")
            .withMovedBy("netops")
            .withWaitsFor(List.of("task", "streaming"))
            .withCmdb(CmdbAction.of("jdbc", "created", "https://cmdb.example/1"));
    DeviceChange changed =
        DeviceChange.of(
            LEAF,
            List.of(
                DeviceChange.Field.of("hostname", "localhost", "leaf1"),
                DeviceChange.Field.of("ipAddress", null, "127.0.0.11")));
    DeviceLeft left = DeviceLeft.of(LEAF, LEAFS, "poll");
    WatcherWarning warning = WatcherWarning.of("cloudvision", NOON, "no answer for 5 minutes");
    return Stream.of(
        golden("device-moved", moved, moved.toJson(), DeviceMove::fromMoved),
        golden("device-added-by-tag", tagged, tagged.toJson(), DeviceMove::fromAdded),
        golden("device-changed", changed, changed.toJson(), DeviceChange::from),
        golden("device-left", left, left.toJson(), DeviceLeft::from),
        golden("watcher-warning", warning, warning.toJson(), WatcherWarning::from),
        golden("report", report(), report().toJson(), ValidationReport::from));
  }

  private static ValidationReport report() {
    TestResult.AtomicResult part =
        TestResult.AtomicResult.of("Interface: Ethernet1", Verdict.FAILURE, List.of("down"));
    TestResult failed =
        TestResult.builder("leaf1", "VerifyInterfacesStatus")
            .module("anta.tests.interfaces")
            .categories(List.of("interfaces"))
            .description("Verifies the status of interfaces.")
            .result(Verdict.FAILURE, List.of("Interface: Ethernet1 - expected up, actual down"))
            .atomicResults(List.of(part))
            .inputs(JSON.createObjectNode().put("a", 1))
            .build();
    TestResult good =
        TestResult.builder("leaf1", "VerifyNTP")
            .result(Verdict.SUCCESS, List.of())
            .customField("night")
            .build();
    return ValidationReport.of(
            ValidatedDevice.of(
                "leaf1", "127.0.0.11", "JPE19330452", "DCS-7050SX3-48YC8", "4.32.2F"),
            NOON,
            Duration.ofMillis(1234),
            "leaf.yml",
            List.of(failed, good))
        .in(Container.of("DC1-Leaf", "container_dc1_leaf"));
  }

  private static JsonNode golden(String file) throws IOException {
    return JSON.readTree(EventDataTest.class.getResourceAsStream("/golden/" + file + ".json"));
  }

  private static <T> Arguments golden(
      String file, T value, ObjectNode json, Function<DataReader, T> reading) {
    return Arguments.of(file, value, json, reading);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void toJson_isTheGoldenFile_andIsReadBack(
      String file, Object value, ObjectNode json, Function<DataReader, Object> reading)
      throws IOException {
    JsonNode golden = golden(file);

    assertThat(json.toPrettyString()).isEqualTo(golden.toPrettyString());
    assertThat(DataReader.read(golden, reading)).isEqualTo(value);
    assertThat(DataReader.read(golden, reading)).hasSameHashCodeAs(value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void read_fieldFromANewerSender_isIgnored(
      String file, Object value, ObjectNode json, Function<DataReader, Object> reading) {
    json.put("newField", true).putObject("newObject").put("x", 1);

    assertThat(DataReader.read(json, reading)).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void read_empty_namesEveryMissingField(
      String file, Object value, ObjectNode json, Function<DataReader, Object> reading) {
    EventDataException missing =
        catchThrowableOfType(
            EventDataException.class, () -> DataReader.read(JSON.createObjectNode(), reading));

    assertThat(missing.problems()).isNotEmpty().allMatch(problem -> problem.contains("is missing"));
  }

  @Test
  void read_deviceWithoutSerialNumberButMac_isIdentifiedByMac() {
    ObjectNode device = JSON.createObjectNode().put("systemMacAddress", "50:08:00:A7:CA:C3");

    assertThat(DataReader.read(device, Device::from).identity()).isEqualTo("50:08:00:a7:ca:c3");
  }

  @Test
  void read_wrongKinds_areAllNamed() throws IOException {
    JsonNode data = JSON.readTree("{\"device\":[],\"from\":{\"name\":{}},\"waitsFor\":7}");

    EventDataException wrong =
        catchThrowableOfType(
            EventDataException.class, () -> DataReader.read(data, DeviceMove::fromMoved));

    assertThat(wrong.problems())
        .containsExactly(
            "data.from.name: expected text",
            "data.device: expected an object",
            "data.to: is missing",
            "data.waitsFor: expected a list");
  }

  @Test
  void container_ofTheKeyForItsName_isUndefined() {
    assertThat(Container.of("undefined_container", null).name()).isEqualTo("Undefined");
    assertThat(Container.of("undefined_container", null).isUndefined()).isTrue();
  }

  @Test
  void causedBy_carriesTheChainOn_withAnIdOfItsCause() {
    ObjectNode data = DeviceMove.moved(LEAF, UNDEFINED, LEAFS, "poll").toJson();
    CloudEvent cause =
        Events.first(
            EventTypes.DEVICE_MOVED, "m1", URI.create("https://cvp"), "JPE19330452", NOON, data);
    CloudEvent rehearsed = Events.withExtension(cause, Events.REHEARSAL, "true");
    CloudEvent threaded = Events.withExtension(rehearsed, Events.SLACK_THREAD, "C1:1.2");

    CloudEvent made =
        Events.causedBy(
            threaded,
            EventTypes.VALIDATION_COMPLETED,
            "run-validation",
            "JPE19330452",
            NOON,
            report().toJson());

    assertThat(made.getId()).isEqualTo("m1/run-validation");
    assertThat(Events.extension(made, Events.CORRELATION_ID)).contains("m1");
    assertThat(Events.extension(made, Events.SLACK_THREAD)).contains("C1:1.2");
    assertThat(Events.isRehearsal(made)).isTrue();
  }

  @Test
  void structured_move_isTheGoldenEvent() throws IOException {
    ObjectNode data = DeviceMove.moved(LEAF, UNDEFINED, LEAFS, "poll").toJson();
    CloudEvent event =
        Events.first(
            EventTypes.DEVICE_MOVED,
            "9b1d0f8e-6f0c-4f5a-9c55-0d3a6a6f3a10",
            URI.create("https://cvp.example"),
            "JPE19330452",
            NOON,
            data);

    JsonNode golden = golden("event");

    assertThat(new EventCodec().toJson(event).toPrettyString()).isEqualTo(golden.toPrettyString());
  }

  @Test
  void report_verdicts_followFromTheResults() {
    assertThat(report().verdict()).isEqualTo(Verdict.FAILURE);
    assertThat(verdictOf(List.of())).isEqualTo(Verdict.ERROR);
    assertThat(verdictOf(List.of(Verdict.SKIPPED))).isEqualTo(Verdict.SKIPPED);
    assertThat(verdictOf(List.of(Verdict.SKIPPED, Verdict.SUCCESS))).isEqualTo(Verdict.SUCCESS);
    assertThat(verdictOf(List.of(Verdict.ERROR, Verdict.SUCCESS))).isEqualTo(Verdict.ERROR);
    assertThat(verdictOf(List.of(Verdict.ERROR, Verdict.FAILURE))).isEqualTo(Verdict.FAILURE);
  }

  private static Verdict verdictOf(List<Verdict> verdicts) {
    List<TestResult> results =
        verdicts.stream()
            .map(verdict -> TestResult.builder("leaf1", "T").result(verdict, List.of()).build())
            .toList();
    ValidatedDevice device = ValidatedDevice.of("leaf1", null, null, null, null);
    return ValidationReport.of(device, NOON, Duration.ZERO, null, results).verdict();
  }
}
