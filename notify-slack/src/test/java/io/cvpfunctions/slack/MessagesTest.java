package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.events.Alerts;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.SlackMessage;
import io.cvpfunctions.slack.message.TextView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of message against its golden file; what was rendered is left in target/golden. */
class MessagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path RENDERED = Path.of("target/golden");

  private static final Pattern COUNTS = Pattern.compile("` \\*(\\d+)\\* from|and (\\d+) into");

  private final MessageKinds kinds = Samples.kinds();

  static List<String> singles() {
    return Stream.of(Path.of("src/test/resources/events").toFile().list()).sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("singles")
  void event_isToldAsTheGoldenFileHasIt(String file) throws IOException {
    String name = file.replace(".json", "");
    assertGolden(name, List.of(Samples.event(name)));
  }

  @Test
  void sample_isToldAsTheGoldenFileHasIt() throws IOException {
    assertGolden("moved", List.of(Samples.event("../../../../sample")));
  }

  @Test
  void text_isToldAsTheGoldenFileHasIt() throws IOException {
    var data = TextView.data("*Maintenance* tonight:\nleaf1 & leaf2 <!channel>");
    assertGolden("text", List.of(Samples.event("call-1", TextView.TYPE, null, data)));
  }

  @Test
  void rehearsal_isMarkedFromItsFirstWordOn() throws IOException {
    assertGolden("rehearsal", List.of(rehearsed(Samples.move(1, "DC1-Leaf"))));
  }

  private static CloudEvent rehearsed(CloudEvent event) {
    return Events.withExtension(event, Events.REHEARSAL, "true");
  }

  static Stream<Arguments> digests() {
    List<CloudEvent> places = new ArrayList<>(Samples.moves(1, 12, "DC1-Leaf"));
    places.addAll(Samples.moves(13, 15, "DC1-Spine"));
    List<CloudEvent> reports =
        List.of(
            Samples.report(1, "success"),
            Samples.report(2, "failure"),
            Samples.event("report-unreachable"),
            Samples.report(4, "skipped"));
    return Stream.of(
        Arguments.of("digest-moves", Samples.moves(1, 48, "DC2-Leaf")),
        Arguments.of("digest-moves-to-two", places),
        Arguments.of(
            "digest-rehearsal",
            Samples.moves(1, 3, "DC1-Leaf").stream().map(MessagesTest::rehearsed).toList()),
        Arguments.of(
            "digest-removed", List.of(Samples.removed(1, "DC1"), Samples.removed(2, "DC1"))),
        Arguments.of("digest-reports", reports),
        Arguments.of("digest-events", storm()),
        Arguments.of("digest-unprovisioned", unprovisioned()),
        Arguments.of("digest-added", added()),
        Arguments.of("digest-watcher", warnings()),
        Arguments.of("digest-changed", List.of(Samples.event("changed"), Samples.event("changed"))),
        Arguments.of("digest-of-everything", everything()),
        Arguments.of("alert", List.of(alerts("alert"))),
        Arguments.of("alerts", List.of(alerts("alerts"))));
  }

  private static List<CloudEvent> unprovisioned() {
    return retyped(Samples.removed(1, "DC1"), EventTypes.DEVICE_UNPROVISIONED);
  }

  private static List<CloudEvent> added() {
    return retyped(Samples.move(1, "DC1"), EventTypes.DEVICE_ADDED);
  }

  private static List<CloudEvent> retyped(CloudEvent event, String type) {
    CloudEvent one = CloudEventBuilder.from(event).withType(type).build();
    return List.of(one, CloudEventBuilder.from(one).withId("second").build());
  }

  private static List<CloudEvent> warnings() {
    return List.of(Samples.event("watcher-blind"), Samples.event("watcher-sees"));
  }

  /** What a night without messages leaves for the morning. */
  private static List<CloudEvent> everything() {
    List<CloudEvent> all = new ArrayList<>(Samples.moves(1, 48, "DC2-Leaf"));
    all.add(Samples.event("event-raised"));
    all.addAll(storm().subList(0, 40));
    all.add(Samples.report(1, "failure"));
    all.add(Samples.report(2, "success"));
    all.addAll(warnings());
    return all;
  }

  private static CloudEvent alerts(String file) {
    JsonNode body =
        Samples.json(Samples.read(Path.of("src/test/resources/notifier", file + ".json")));
    return Alerts.event(body, URI.create("notify-slack")).orElseThrow();
  }

  private static List<CloudEvent> storm() {
    List<CloudEvent> storm = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      String severity = i % 100 == 0 ? "CRITICAL" : i % 10 == 0 ? "ERROR" : "WARNING";
      storm.add(Samples.raised(i, severity, i % 3 == 0 ? "HIGH_CPU_LOAD_AVG" : "SYSLOG_V2"));
    }
    return storm;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("digests")
  void digest_isToldAsTheGoldenFileHasIt(String name, List<CloudEvent> events) throws IOException {
    assertGolden(name, events);
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 200, 5000})
  void digest_ofManyMoves_losesNoneFromTheCounts(int devices) {
    List<CloudEvent> events = new ArrayList<>();
    for (int i = 1; i <= devices; i++) {
      events.add(Samples.move(i, "Container-" + i % 40));
    }
    String told = allText(kinds.message(events));

    assertThat(told).startsWith(devices + " devices moved to 40 containers");
    int shown = 0;
    var counts = COUNTS.matcher(told);
    while (counts.find()) {
      shown += Integer.parseInt(counts.group(1) == null ? counts.group(2) : counts.group(1));
    }
    assertThat(shown).isEqualTo(devices);
  }

  @Test
  void digest_ofDevicesWithoutARecord_doesNotCallThemUnchanged() {
    List<CloudEvent> moves = List.of(Samples.event("moved-waiting"), Samples.move(1, "DC2-Spine"));

    assertThat(allText(kinds.message(moves)))
        .contains("CMDB: `waiting for hostname` 1, `created` 1")
        .doesNotContain("unchanged");
  }

  @Test
  void verdict_isAddedAsTheGoldenFileHasIt() throws IOException {
    JsonNode added = kinds.verdict(Samples.event("report-failure")).barToJson();

    assertRendered("verdict.json", added.toPrettyString() + "\n");
  }

  @Test
  void reportOfWhichOneTestWasNotJudged_isNotCalledNoValidation() {
    CloudEvent report = Samples.report(1, "error");
    ObjectNode data = (ObjectNode) Events.json(report);
    ObjectNode other = data.withArray("results").addObject().put("name", "leaf1");
    other.put("test", "VerifyUptime").put("result", "success");

    assertThat(kinds.message(List.of(report)).text())
        .startsWith("⚠️ leaf1 was not validated in full: 1 success, 0 failure, 1 error");
  }

  @Test
  void pageOfADeviceThatWasNotReached_countsNothing() {
    assertThat(kinds.page(Samples.event("report-unreachable")))
        .contains("no test was run")
        .doesNotContain("0 error");
  }

  @Test
  void page_isAsTheGoldenFileHasIt() throws IOException {
    assertRendered("report-failure.html", kinds.page(Samples.event("report-failure")));
  }

  @Test
  void page_holdsNoMarkupOfOthers() {
    String page = kinds.page(Samples.report(1, "failure", "<script>alert(1)</script> & 'x'"));

    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script");
  }

  private static void assertRendered(String name, String rendered) throws IOException {
    Files.createDirectories(RENDERED);
    Files.writeString(RENDERED.resolve(name), rendered);
    assertThat(rendered).isEqualTo(Samples.read(GOLDEN.resolve(name)));
  }

  private void assertGolden(String name, List<CloudEvent> events) throws IOException {
    SlackMessage message = kinds.message(events);

    assertThat(SlackLimits.broken(message.toJson())).isEmpty();
    assertThat(SlackLimits.broken(message.toPlainJson())).isEmpty();
    assertRendered(name + ".json", message.toJson().toPrettyString() + "\n");
  }

  private static String allText(SlackMessage message) {
    List<JsonNode> texts = new ArrayList<>();
    message.toJson().path("blocks").forEach(block -> texts.add(block.at("/text/text")));
    return texts.stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .collect(Collectors.joining("\n"));
  }
}
