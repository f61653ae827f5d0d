package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.launcher.Calls.Told;
import io.cvpfunctions.lab.launcher.CmdbRows.Row;
import io.cvpfunctions.lab.launcher.RecordReader.Published;
import io.cvpfunctions.lab.page.Journal;
import io.cvpfunctions.lab.slack.SlackMessage;
import java.time.Instant;
import java.util.List;

/** Writes what was observed down for the page: each fact with the devices that it is about. */
final class Diary {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Journal journal;

  Diary(Journal journal) {
    this.journal = journal;
  }

  /** A switch is in another container of CloudVision, or in its first. */
  void moved(Switch device, String container) {
    write(fact("moved", device.serial()).put("container", container));
  }

  /** The watcher's own word. */
  void detected(String serial, String text) {
    write(fact("detected", serial).put("text", text));
  }

  /** Another word of the watcher, of that device or of all. */
  void said(String serial, String text) {
    ObjectNode fact = serial.isEmpty() ? fact("lab") : fact("said", serial);
    write(fact.put("who", "cvp-watcher").put("text", text));
  }

  /** A function was called with an event, and that came of it. */
  void called(String function, Told told, String outcome) {
    ObjectNode fact = fact("called", told.subject());
    fact.put("function", function).put("status", told.status()).put("text", outcome);
    fact.put("type", told.type()).put("id", told.event().path("id").asText());
    fact.put("outcome", told.answer().path("outcome").asText());
    if (told.result().has("verdict")) fact.set("report", report(told.result()));
    write(fact);
  }

  /** Without the tests that succeeded, of which the count is enough. */
  private static ObjectNode report(JsonNode whole) {
    ObjectNode report = JSON.createObjectNode();
    for (String field : List.of("verdict", "counts", "reason", "durationMs")) {
      if (whole.has(field)) report.set(field, whole.get(field));
    }
    ArrayNode results = report.putArray("results");
    for (JsonNode each : whole.path("results")) {
      if (!each.path("result").asText().equals("success")) results.add(each);
    }
    return report;
  }

  void recorded(Row row) {
    write(fact("recorded", row.serial()).put("name", row.name()).put("container", row.container()));
  }

  /** What a channel of Slack shows; a digest is about several devices. */
  void posted(SlackMessage message, List<String> serials) {
    ObjectNode fact = fact("announced", serials.toArray(String[]::new));
    fact.put("channel", message.channel()).set("message", message.body());
    write(fact);
  }

  void published(Published record) {
    ObjectNode fact = fact("published", record.key() == null ? "" : record.key());
    fact.put("topic", record.topic()).put("partition", record.partition());
    fact.put("offset", record.offset()).put("type", record.type());
    fact.put("value", pretty(record.value()));
    write(fact);
  }

  /** Something of the lab itself: a part was stopped, a process ended. */
  void happened(String who, String what, String... serials) {
    write(fact("lab", serials).put("who", who).put("text", what));
  }

  private static ObjectNode fact(String kind, String... serials) {
    ObjectNode fact = JSON.createObjectNode().put("kind", kind);
    fact.put("at", Instant.now().toString());
    ArrayNode devices = fact.putArray("devices");
    for (String serial : serials) devices.add(serial);
    return fact;
  }

  private void write(ObjectNode fact) {
    journal.add(fact);
  }

  private static String pretty(String value) {
    try {
      return JSON.readTree(value).toPrettyString();
    } catch (JsonProcessingException | IllegalArgumentException noJson) {
      return value == null ? "" : value;
    }
  }
}
