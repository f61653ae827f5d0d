package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.Events;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event of CloudVision's own, read leniently: which fields it has is CloudVision's affair, and
 * an alarm that is told in part is better than one that is not told.
 */
final class CloudVisionEvent {
  private static final String PREFIX = "EVENT_SEVERITY_";

  /** From the least to the worst. */
  private static final List<String> RANKS =
      List.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

  private final JsonNode data;

  private CloudVisionEvent(JsonNode data) {
    this.data = data;
  }

  /** The data of a {@code cvp.event.*} event, which has to be an object at least. */
  static CloudVisionEvent of(CloudEvent event) {
    JsonNode data = Events.json(event);
    if (!data.isObject()) throw new EventDataException(List.of("data: expected a JSON object"));
    return new CloudVisionEvent(data);
  }

  /** One word such as WARNING, or what CloudVision says instead. */
  String severity() {
    String word = text(data, "severity").orElse("").toUpperCase(Locale.ROOT);
    String bare = word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word;
    return bare.isBlank() ? "UNSPECIFIED" : bare;
  }

  /** Higher is worse; what has no severity is below all. */
  int rank() {
    return RANKS.indexOf(severity());
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
  Optional<String> container() {
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
