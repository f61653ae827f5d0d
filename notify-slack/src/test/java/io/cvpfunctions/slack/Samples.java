package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Events as they reach the function. */
final class Samples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EventCodec CODEC = new EventCodec();
  private static final Path EVENTS = Path.of("src/test/resources/events");

  private Samples() {}

  static CloudEvent event(String name) {
    return CODEC.fromJson(json(read(EVENTS.resolve(name + ".json"))));
  }

  static CloudEvent event(String id, String type, String subject, JsonNode data) {
    Instant time = Instant.parse("2026-11-21T10:15:30Z");
    return Events.first(type, id, URI.create("https://cvp.example.net"), subject, time, data);
  }

  /** That many devices, each moved from Undefined to the container. */
  static List<CloudEvent> moves(int from, int to, String container) {
    return IntStream.rangeClosed(from, to).mapToObj(n -> move(n, container)).toList();
  }

  static CloudEvent move(int number, String container) {
    ObjectNode data = JSON.createObjectNode();
    data.set("device", device(number));
    data.putObject("from").put("name", "Undefined");
    data.putObject("to").put("name", container);
    data.putObject("cmdb").put("system", "jdbc").put("action", "created");
    if (number % 10 == 0) {
      data.putArray("waitsFor").add("task");
    }
    return event("move-" + number, EventTypes.DEVICE_MOVED, serial(number), data);
  }

  static CloudEvent removed(int number, String container) {
    ObjectNode data = JSON.createObjectNode();
    data.set("device", device(number));
    data.putObject("from").put("name", container);
    return event("removed-" + number, EventTypes.DEVICE_REMOVED, serial(number), data);
  }

  /** A report whose verdict is that of its only test. */
  static CloudEvent report(int number, String verdict) {
    return report(number, verdict, "expected synchronised, actual unsynchronised");
  }

  static CloudEvent report(int number, String verdict, String message) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("device").put("name", "leaf" + number);
    data.put("verdict", verdict);
    ObjectNode result = data.putArray("results").addObject().put("name", "leaf" + number);
    result.put("test", "VerifyNTP").put("result", verdict);
    result.putArray("messages").add(message);
    return event("report-" + number, EventTypes.VALIDATION_COMPLETED, serial(number), data);
  }

  static CloudEvent raised(int number, String severity, String type, String container) {
    CloudEvent event = raised(number, severity, type);
    ObjectNode data = (ObjectNode) Events.json(event);
    data.putObject("container").put("name", container);
    return Events.withData(event, data);
  }

  static CloudEvent raised(int number, String severity, String type) {
    ObjectNode data = JSON.createObjectNode();
    data.put("key", "k" + number).put("severity", severity).put("eventType", type);
    data.put("title", type.toLowerCase(Locale.ROOT).replace('_', ' '));
    data.put("url", "https://cvp.example.net/cv/events/k" + number + "/1");
    data.set("device", device(number));
    return event("raised-" + number, EventTypes.EVENT_RAISED, serial(number), data);
  }

  /** Messages as they are shipped. */
  static MessageKinds kinds() {
    return new MessageKinds(Templates.from(Settings.of(name -> null)));
  }

  static String structured(CloudEvent event) {
    return new String(CODEC.structured(event), StandardCharsets.UTF_8);
  }

  static String batch(List<CloudEvent> events) {
    return new String(CODEC.batch(events), StandardCharsets.UTF_8);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      throw new UncheckedIOException(text, notJson);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static ObjectNode device(int number) {
    ObjectNode device = JSON.createObjectNode().put("serialNumber", serial(number));
    return device.put("hostname", "leaf" + number).put("softwareVersion", "4.31.2F");
  }

  private static String serial(int number) {
    return "JPE" + number;
  }
}
