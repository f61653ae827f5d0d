package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What CloudVision's own webhook notifier sends, read as the events that it is about: an object
 * with {@code alerts}, or with its {@code simple_output} a list of them, or one alone.
 */
public final class Alerts {
  /** Type of the event that such a body becomes. */
  public static final String TYPE = "cvp.alerts";

  private static final String TRUNCATED = "truncatedAlerts";

  private Alerts() {}

  /**
   * Such an event, where the body is the notifier's. The same body again is the same event, since
   * the notifier repeats what it had no answer for.
   */
  public static Optional<CloudEvent> event(JsonNode body, URI source) {
    return in(body).map(data -> Events.first(TYPE, id(data), source, null, Instant.now(), data));
  }

  private static String id(JsonNode data) {
    return UUID.nameUUIDFromBytes(data.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Optional<JsonNode> in(JsonNode body) {
    JsonNode alerts = alerts(body);
    if (!alerts.isArray() || alerts.isEmpty()) return Optional.empty();
    for (JsonNode alert : alerts) {
      if (!alert.isObject() || title(alert).isEmpty()) return Optional.empty();
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    long more = truncated(body);
    if (more > 0) data.put(TRUNCATED, more);
    return Optional.of(data.set("alerts", alerts));
  }

  /** How many alerts the notifier counted without sending them, in all those events together. */
  public static long truncated(List<CloudEvent> events) {
    return events.stream()
        .filter(event -> event.getType().equals(TYPE))
        .mapToLong(event -> truncated(Events.json(event)))
        .sum();
  }

  private static long truncated(JsonNode body) {
    return Math.max(0, body.path(TRUNCATED).asInt());
  }

  private static JsonNode alerts(JsonNode body) {
    if (body.isArray() || body.has("alerts")) return body.isArray() ? body : body.path("alerts");
    boolean alone = label(body, "severity").isPresent() && label(body, "eventType").isPresent();
    return alone ? JsonNodeFactory.instance.arrayNode().add(body) : MissingNode.getInstance();
  }

  /** The same events, each body of the notifier replaced by what it is about. */
  public static List<CloudEvent> unpacked(List<CloudEvent> events) {
    return events.stream().flatMap(Alerts::unpacked).collect(Collectors.toList());
  }

  /** One event, or those of the notifier's body. */
  public static Stream<CloudEvent> unpacked(CloudEvent event) {
    if (!event.getType().equals(TYPE)) return Stream.of(event);
    List<CloudEvent> alerts = new ArrayList<>();
    for (JsonNode alert : Events.json(event).path("alerts")) {
      alerts.add(event(alert, event, alerts.size() + 1));
    }
    if (alerts.isEmpty()) throw new EventDataException(List.of("data.alerts: is missing"));
    return alerts.stream();
  }

  private static CloudEvent event(JsonNode alert, CloudEvent whole, int number) {
    boolean resolved = alert.path("status").asText().equals("resolved");
    String type = resolved ? EventTypes.EVENT_RESOLVED : EventTypes.EVENT_RAISED;
    Instant time = time(alert, resolved ? "endsAt" : "startsAt").orElseGet(Instant::now);
    URI source = text(alert, "generatorURL").map(Alerts::host).orElse(whole.getSource());
    String id = whole.getId() + "/" + number;
    String subject = label(alert, "deviceId").or(() -> label(alert, "eventKey")).orElse(null);
    return Events.first(type, id, source, subject, time, data(alert));
  }

  private static ObjectNode data(JsonNode alert) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    put(data, "key", label(alert, "eventKey"));
    put(data, "timestamp", text(alert, "startsAt"));
    put(data, "severity", label(alert, "severity"));
    put(data, "eventType", label(alert, "eventType"));
    put(data, "title", title(alert));
    put(data, "description", annotation(alert, "description"));
    put(data, "url", text(alert, "generatorURL"));
    put(data.putObject("data"), "interfaceId", label(alert, "interfaceId"));
    ObjectNode device = data.putObject("device");
    put(device, "serialNumber", label(alert, "deviceId"));
    put(device, "hostname", label(alert, "deviceHostname").or(() -> label(alert, "tag_hostname")));
    put(data.putObject("container"), "name", label(alert, "deviceTag_Container"));
    return data;
  }

  private static Optional<String> title(JsonNode alert) {
    return annotation(alert, "title").or(() -> label(alert, "eventType"));
  }

  private static Optional<String> label(JsonNode alert, String name) {
    return text(alert.path("labels"), name).or(() -> text(alert, name));
  }

  private static Optional<String> annotation(JsonNode alert, String name) {
    return text(alert.path("annotations"), name).or(() -> text(alert, name));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isBlank());
  }

  private static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresent(text -> node.put(name, text));
  }

  /** The notifier writes the year 1 where there is no end yet. */
  private static Optional<Instant> time(JsonNode alert, String name) {
    try {
      return text(alert, name)
          .map(text -> OffsetDateTime.parse(text).toInstant())
          .filter(time -> time.isAfter(Instant.EPOCH));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static URI host(String url) {
    int path = url.indexOf('/', "https://".length());
    try {
      return URI.create(path < 0 ? url : url.substring(0, path));
    } catch (IllegalArgumentException broken) {
      return URI.create("notifier");
    }
  }
}
