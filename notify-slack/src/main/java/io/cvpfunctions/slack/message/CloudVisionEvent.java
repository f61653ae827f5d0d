package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.Events;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event of CloudVision's own, read leniently: which fields it has is CloudVision's affair, and
 * an alarm that is told in part is better than one that is not told.
 */
public final class CloudVisionEvent {
  private static final String PREFIX = "EVENT_SEVERITY_";

  private final JsonNode data;
  private final String state;
  private final OffsetDateTime time;

  private CloudVisionEvent(JsonNode data, String state, OffsetDateTime time) {
    this.data = data;
    this.state = state;
    this.time = time;
  }

  /** The data of a {@code cvp.event.*} event, which has to be an object at least. */
  public static CloudVisionEvent of(CloudEvent event) {
    JsonNode data = Events.json(event);
    if (!data.isObject()) throw new EventDataException(List.of("data: expected a JSON object"));
    String type = event.getType();
    String state = type.substring(type.lastIndexOf('.') + 1);
    return new CloudVisionEvent(data, state, event.getTime());
  }

  /** Raised, updated or resolved. */
  public String state() {
    return state;
  }

  boolean resolved() {
    return state.equals("resolved");
  }

  /** How long it lasted, once it is over. */
  Optional<Duration> lasted() {
    if (!resolved() || time == null) return Optional.empty();
    return text(data, "timestamp")
        .flatMap(CloudVisionEvent::time)
        .map(began -> Duration.between(began, time))
        .filter(lasted -> !lasted.isNegative());
  }

  private static Optional<OffsetDateTime> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Whether somebody has it in hand. */
  boolean acknowledged() {
    return data.path("ack").asBoolean();
  }

  /** The same for every state of one event. */
  public String key() {
    return text(data, "key").orElse("") + " " + text(data, "timestamp").orElse("");
  }

  /** What people read of it; where that has not changed, there is nothing new to tell. */
  public String news() {
    return String.join("\n", severity(), title(), description().orElse(""));
  }

  /** One word such as WARNING, or what CloudVision says instead. */
  public String severity() {
    String word = text(data, "severity").orElse("").toUpperCase(Locale.ROOT);
    String bare = word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word;
    return bare.isBlank() ? "UNSPECIFIED" : bare;
  }

  String title() {
    return text(data, "title").or(this::eventType).orElse("CloudVision event");
  }

  Optional<String> description() {
    return text(data, "description");
  }

  Optional<String> eventType() {
    return text(data, "eventType");
  }

  /** What people call the device, else its serial number. */
  Optional<String> device() {
    JsonNode device = data.path("device");
    return text(device, "hostname")
        .or(() -> text(device, "serialNumber"))
        .or(() -> text(data.path("data"), "hostname"))
        .or(this::serialNumber);
  }

  Optional<String> serialNumber() {
    return text(data.path("device"), "serialNumber").or(() -> component("deviceId"));
  }

  Optional<String> interfaceId() {
    return component("interfaceId");
  }

  /** The name of the container its device is in. */
  public Optional<String> container() {
    JsonNode container = data.path("container");
    return container.isObject() ? text(container, "name") : text(data, "container");
  }

  Optional<String> url() {
    return text(data, "url");
  }

  private Optional<String> component(String name) {
    Stream.Builder<Optional<String>> found = Stream.builder();
    found.add(text(data.path("data"), name));
    for (JsonNode component : data.path("components")) {
      found.add(text(component, name)).add(text(component.path("components"), name));
    }
    return found.build().flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isValueNode() || value.isNull()) return Optional.empty();
    return Optional.of(value.asText()).filter(text -> !text.isBlank());
  }
}
