package io.cvpfunctions.watcher.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An event as filters see it. Immutable. */
public final class EventView {
  private static final String CLOUDVISION_EVENT = "cvp.event.";

  private final CloudEvent event;
  private final JsonNode data;
  private final List<Container> containers;
  private final Supplier<List<Container>> tags;

  private EventView(
      CloudEvent event, JsonNode data, List<Container> containers, Supplier<List<Container>> tags) {
    this.event = event;
    this.data = data;
    this.containers = containers;
    this.tags = tags;
  }

  /** By what the event itself says. */
  public static EventView of(CloudEvent event) {
    JsonNode data = data(event);
    List<Container> named = new ArrayList<>();
    for (String field : List.of("from", "to", "container")) {
      container(data.path(field)).ifPresent(named::add);
    }
    return new EventView(event, data, named, List::of);
  }

  /** The same event, with those that its device is in beside those that it names. */
  EventView placedIn(List<Container> places) {
    List<Container> all = Stream.concat(containers.stream(), places.stream()).distinct().toList();
    return new EventView(event, data, all, tags);
  }

  /** The same event, with the tags of its device, which it does not name; read where asked for. */
  EventView tagged(Supplier<List<Container>> places) {
    return new EventView(event, data, containers, places);
  }

  /** What the event is about. */
  public Optional<String> subject() {
    return Optional.ofNullable(event.getSubject());
  }

  private static JsonNode data(CloudEvent event) {
    try {
      return Events.json(event);
    } catch (EventDataException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<Container> container(JsonNode node) {
    String name = node.path("name").asText("");
    String key = node.path("key").asText("");
    if (name.isBlank()) return Optional.empty();
    String label = node.path("label").asText("");
    return Optional.of(
        Container.of(name, key.isBlank() ? null : key).withLabel(label.isBlank() ? null : label));
  }

  String type() {
    return event.getType();
  }

  /** From and to of a move, the container of an event; empty where no device is meant. */
  public List<Container> containers() {
    return containers;
  }

  /** What its device is tagged with beside that; only who names a label and value means these. */
  List<Container> tags() {
    return tags.get();
  }

  /** Whether it is about a device that stays where it is: an alarm, or another name of it. */
  boolean stays() {
    return alarm() || type().equals(EventTypes.DEVICE_CHANGED);
  }

  private boolean alarm() {
    return type().startsWith(CLOUDVISION_EVENT);
  }

  String severity() {
    return data.path("severity").asText("").trim();
  }

  /** What tells a CloudVision event apart, whatever state it is in; empty for other events. */
  public Optional<String> identity() {
    String key = data.path("key").asText("");
    if (!alarm() || key.isEmpty()) return Optional.empty();
    return Optional.of(key + "@" + data.path("timestamp").asText(""));
  }

  boolean resolved() {
    return type().equals(CLOUDVISION_EVENT + "resolved");
  }

  /** Whether that CloudVision event was over sooner, as far as it can be told. */
  boolean lastedLessThan(Duration time) {
    OffsetDateTime end = event.getTime();
    return end != null
        && began().filter(at -> Duration.between(at, end).compareTo(time) < 0).isPresent();
  }

  private Optional<OffsetDateTime> began() {
    try {
      return Optional.of(OffsetDateTime.parse(data.path("timestamp").asText("")));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }

  /** By what people call its device. */
  public List<String> deviceNames() {
    return Stream.concat(subject().stream(), DeviceName.of(data.path("device")).stream()).toList();
  }

  /**
   * The texts at a path such as {@code data.to.name}; of a list each of its elements. A path may
   * begin in the event or in its data: {@code data.interfaceId} is that of a CloudVision event.
   */
  List<String> values(String path) {
    List<String> steps = List.of(path.split("\\.", -1));
    List<String> found = new ArrayList<>();
    if (steps.get(0).equals("data")) collect(data, steps.subList(1, steps.size()), found);
    collect(data, steps, found);
    if (steps.size() == 1) attribute(path).ifPresent(found::add);
    return found;
  }

  private Optional<String> attribute(String name) {
    Object value =
        event.getAttributeNames().contains(name)
            ? event.getAttribute(name)
            : event.getExtension(name);
    return Optional.ofNullable(value).map(Object::toString);
  }

  private static void collect(JsonNode node, List<String> steps, List<String> found) {
    if (node.isArray()) {
      node.forEach(each -> collect(each, steps, found));
    } else if (steps.isEmpty()) {
      if (node.isValueNode() && !node.isNull()) found.add(node.asText());
    } else {
      collect(node.path(steps.get(0)), steps.subList(1, steps.size()), found);
    }
  }
}
