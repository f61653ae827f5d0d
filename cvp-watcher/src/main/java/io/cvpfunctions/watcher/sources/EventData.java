package io.cvpfunctions.watcher.sources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.ComponentType;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventComponent;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the data of {@code cvp.event.*} of a CloudVision event. Thread-safe. */
final class EventData {
  private static final String DEVICE_ID = "deviceId";
  private static final String COMPONENT = "COMPONENT_TYPE_";

  /** Longer descriptions are cut: a function takes no more than 512 KiB a call. */
  private static final int LONGEST = 64 * 1024;

  private final URI source;
  private final Whereabouts whereabouts;

  /** Links lead to {@code source}. */
  EventData(URI source, Whereabouts whereabouts) {
    this.source = source;
    this.whereabouts = whereabouts;
  }

  /**
   * The serial number of the device it is about, the first where there are several (facts:
   * CloudVision E); empty where it is about none.
   */
  static Optional<String> device(Event event) {
    Stream<String> components =
        event.getComponents().getComponentsList().stream()
            .map(component -> component.getComponentsMap().get(DEVICE_ID));
    Stream<String> data = Stream.of(DEVICE_ID, "deviceId1").map(event.getData().getDataMap()::get);
    return Stream.concat(components, data)
        .filter(Objects::nonNull)
        .map(text -> text.split(",", 2)[0].trim())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** The data of an event about it. */
  ObjectNode of(Event event) {
    Identity identity = Identity.of(event);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("key", identity.key()).put("timestamp", Protos.text(identity.at()));
    Severity.of(event.getSeverity()).ifPresent(each -> data.put("severity", each.name()));
    text(data, "title", event.getTitle());
    text(data, "description", event.getDescription());
    text(data, "eventType", event.getEventType());
    components(data.putArray("components"), event);
    ObjectNode details = data.putObject("data");
    new TreeMap<>(event.getData().getDataMap()).forEach(details::put);
    data.put("ack", event.getAck().getAck().getValue());
    text(data, "ruleId", event.getRuleId());
    data.put("url", url(identity));
    device(event).ifPresent(serial -> place(data, serial));
    return data;
  }

  private static void text(ObjectNode data, String name, StringValue value) {
    String text = value.getValue();
    if (text.isEmpty()) return;
    data.put(name, text.length() <= LONGEST ? text : text.substring(0, end(text)) + "...");
  }

  /** Half a character is none that anybody could write. */
  private static int end(String text) {
    return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
  }

  private static void components(ArrayNode components, Event event) {
    for (EventComponent each : event.getComponents().getComponentsList()) {
      ObjectNode component = components.addObject();
      String type = each.getType().name();
      boolean known = type.startsWith(COMPONENT) && each.getType() != unspecified();
      if (known) component.put("type", type.substring(COMPONENT.length()));
      ObjectNode parts = component.putObject("components");
      new TreeMap<>(each.getComponentsMap()).forEach(parts::put);
    }
  }

  private static ComponentType unspecified() {
    return ComponentType.COMPONENT_TYPE_UNSPECIFIED;
  }

  private void place(ObjectNode data, String serial) {
    data.set("device", whereabouts.device(serial).toJson());
    whereabouts.container(serial).ifPresent(each -> data.set("container", each.toJson()));
  }

  private String url(Identity identity) {
    return source + "/cv/events/" + identity.key() + "/" + identity.at().toEpochMilli();
  }
}
