package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.SlackMessage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Whatever an event holds: it is told within Slack's limits and mentions nobody, or refused.
 *
 * <p>How often is in junit-platform.properties; {@code -Djqwik.tries.default=10000} tries harder.
 */
class AnyEventTest {
  private static final int HUGE = 100_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final MessageKinds KINDS = Samples.kinds();

  /** Every field name that a renderer reads, so that many of the events are whole. */
  private static final String[] NAMES = {
    "device",
    "from",
    "to",
    "name",
    "label",
    "serialNumber",
    "hostname",
    "ipAddress",
    "modelName",
    "softwareVersion",
    "observedBy",
    "movedBy",
    "waitsFor",
    "cmdb",
    "system",
    "action",
    "url",
    "changed",
    "field",
    "cause",
    "since",
    "detail",
    "verdict",
    "reason",
    "catalog",
    "results",
    "test",
    "result",
    "messages",
    "atomic_results",
    "description",
    "severity",
    "title",
    "eventType",
    "components",
    "data",
    "deviceId",
    "interfaceId",
    "container",
    "text",
    "durationMs",
    "timestamp",
    "path",
    "ack",
    "alerts",
    "labels",
    "annotations",
    "status",
    "startsAt",
    "endsAt",
    "generatorURL",
    "truncatedAlerts",
    "drift",
    "waiting"
  };

  private static final String[] MARKUP = {
    "<!channel>",
    "<!here>",
    "<@U0>",
    "<#C0|x>",
    "<https://evil.example|x>",
    "&",
    "&lt;",
    "`",
    "*",
    "_",
    "~",
    "\n",
    "\u202e",
    "😀",
    "\ud83d",
    "@here",
    "EVENT_SEVERITY_ERROR",
    "success",
    "failure",
    "``",
    "{{device}}",
    "https://evil.example/",
    "2026-01-02T03:04:05Z"
  };

  @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void anyJson_isToldWithinTheLimitsOrRefused(
      @ForAll("types") String type,
      @ForAll("objects") ObjectNode data,
      @ForAll("texts") String id) {
    assertTold(List.of(Samples.event("i" + id, type, null, data)));
  }

  @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void anyMove_isTold(@ForAll("moves") ObjectNode data, @ForAll("texts") String id) {
    assertThat(assertTold(List.of(Samples.event("i" + id, "cvp.device.moved", null, data))))
        .isTrue();
  }

  @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void anyReport_isTold(@ForAll("reports") ObjectNode data) {
    CloudEvent report = Samples.event("i", "validation.completed", null, data);

    assertThat(assertTold(List.of(report))).isTrue();
    ObjectNode update = KINDS.verdict(report).barToJson();
    assertThat(SlackLimits.broken(notUnfurling(update))).isEmpty();
  }

  @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void anyDigest_isTold(@ForAll("batches") List<ObjectNode> moves, @ForAll("texts") String title) {
    List<CloudEvent> moved = new ArrayList<>();
    List<CloudEvent> raised = new ArrayList<>();
    List<CloudEvent> removed = new ArrayList<>();
    for (ObjectNode move : moves) {
      String id = "i" + moved.size() + title;
      moved.add(Samples.event(id, "cvp.device.moved", null, move));
      removed.add(Samples.event(id, "cvp.device.removed", null, move));
      ObjectNode event = move.deepCopy().put("title", title).put("severity", title);
      raised.add(Samples.event(id, "cvp.event.raised", null, event));
    }
    assertThat(assertTold(moved)).isTrue();
    assertThat(assertTold(removed)).isTrue();
    assertThat(assertTold(raised)).isTrue();
    List<CloudEvent> everything = new ArrayList<>(moved);
    everything.addAll(raised);
    everything.addAll(removed);
    assertThat(assertTold(everything)).isTrue();
  }

  /** False where the event was refused. */
  private static boolean assertTold(List<CloudEvent> events) {
    try {
      SlackMessage message = KINDS.message(events);
      assertWithinLimits(message);
      assertWithinLimits(message.asRehearsal().mentioning("whom a rule names ".repeat(20)));
      return true;
    } catch (EventDataException refused) {
      return false;
    }
  }

  /** An update cannot say so: what holds is what the message was posted with. */
  private static ObjectNode notUnfurling(ObjectNode update) {
    return update.put("unfurl_links", false).put("unfurl_media", false);
  }

  private static void assertWithinLimits(SlackMessage message) {
    assertThat(SlackLimits.broken(message.toJson())).isEmpty();
    assertThat(SlackLimits.broken(message.toPlainJson())).isEmpty();
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(KINDS.types());
  }

  /** Short, markup, any Unicode, and now and then 100 kB of something; never blank. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> plain = Arbitraries.strings().alpha().ofMaxLength(12);
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> markup =
        Arbitraries.of(MARKUP).list().ofMaxSize(12).map(parts -> String.join("", parts));
    Arbitrary<String> huge = Arbitraries.of(MARKUP).map(part -> part.repeat(HUGE / part.length()));
    return Arbitraries.frequencyOf(
            Tuple.of(30, plain), Tuple.of(30, any), Tuple.of(30, markup), Tuple.of(1, huge))
        .map(text -> text.isBlank() ? "0" : text);
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return object(nodes(2));
  }

  /** Seldom large, since each of a large one takes long. */
  @Provide
  Arbitrary<List<ObjectNode>> batches() {
    var few = moves().list().ofMinSize(2).ofMaxSize(5);
    var many = moves().list().ofMinSize(6).ofMaxSize(60);
    return Arbitraries.frequencyOf(Tuple.of(9, few), Tuple.of(1, many));
  }

  @Provide
  Arbitrary<ObjectNode> moves() {
    return texts()
        .list()
        .ofMinSize(12)
        .ofMaxSize(20)
        .map(
            texts -> {
              ObjectNode move = JSON.objectNode();
              ObjectNode device = move.putObject("device").put("serialNumber", texts.get(0));
              device.put("hostname", texts.get(1)).put("ipAddress", texts.get(2));
              device.put("modelName", texts.get(3)).put("softwareVersion", texts.get(4));
              move.putObject("from").put("name", texts.get(5)).put("label", texts.get(6));
              move.putObject("to").put("name", texts.get(7));
              move.put("movedBy", texts.get(8)).put("observedBy", texts.get(9));
              ObjectNode cmdb = move.putObject("cmdb").put("system", texts.get(10));
              cmdb.put("action", texts.get(11)).put("url", "https://" + texts.get(0));
              ArrayNode drift = cmdb.putArray("drift");
              texts.forEach(drift::add);
              if (texts.size() % 2 == 0) cmdb.put("waiting", texts.get(8));
              ArrayNode pending = move.putArray("waitsFor");
              texts.subList(12, texts.size()).forEach(pending::add);
              return move;
            });
  }

  @Provide
  Arbitrary<ObjectNode> reports() {
    Arbitrary<String> verdicts = Arbitraries.of("success", "failure", "error", "skipped");
    Arbitrary<List<String>> messages = texts().list().ofMaxSize(6);
    Arbitrary<ObjectNode> results =
        Combinators.combine(texts(), verdicts, messages).as(AnyEventTest::result);
    return Combinators.combine(texts(), verdicts, results.list().ofMaxSize(60))
        .as(
            (text, verdict, list) -> {
              ObjectNode report = JSON.objectNode().put("verdict", verdict);
              report.putObject("device").put("name", text).put("host", text);
              report.put("reason", text).put("catalog", text);
              report.putArray("results").addAll(list);
              return report;
            });
  }

  private static ObjectNode result(String test, String verdict, List<String> messages) {
    ObjectNode result = JSON.objectNode().put("name", test).put("test", test);
    result.put("result", verdict);
    ArrayNode list = result.putArray("messages");
    messages.forEach(list::add);
    return result;
  }

  private Arbitrary<JsonNode> nodes(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            texts().map(JSON::textNode),
            Arbitraries.longs().map(JSON::numberNode),
            Arbitraries.of(JSON.nullNode(), JSON.booleanNode(true), JSON.missingNode()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> inner = nodes(depth - 1);
    Arbitrary<JsonNode> array =
        inner.list().ofMaxSize(3).map(list -> JSON.arrayNode().addAll(list));
    return Arbitraries.oneOf(leaf, array, object(inner).map(node -> node));
  }

  private static Arbitrary<ObjectNode> object(Arbitrary<JsonNode> values) {
    return Arbitraries.maps(Arbitraries.of(NAMES), values)
        .ofMaxSize(8)
        .map(map -> (ObjectNode) JSON.objectNode().setAll(map));
  }
}
