package io.cvpfunctions.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.Events;
import java.util.Optional;

/**
 * What keys, topics and records are made of besides an event's attributes: fields of its data, read
 * leniently, since any CloudEvent may come. Not thread-safe.
 */
final class EventFields {
  private final CloudEvent event;
  private JsonNode data;

  private EventFields(CloudEvent event) {
    this.event = event;
  }

  /** The data is parsed when it is first asked for: most settings need none of it. */
  static EventFields of(CloudEvent event) {
    return new EventFields(event);
  }

  private JsonNode data() {
    if (data == null) data = parsed();
    return data;
  }

  private JsonNode parsed() {
    try {
      return Events.json(event);
    } catch (EventDataException notJson) {
      return MissingNode.getInstance();
    }
  }

  Optional<String> title() {
    return at("/title");
  }

  Optional<String> description() {
    return at("/description");
  }

  /** The key by which CloudVision knows the event. */
  Optional<String> eventKey() {
    return at("/key");
  }

  Optional<String> severity() {
    return at("/severity");
  }

  /** Where the device is: where it went to, or where it left. */
  Optional<String> container() {
    return at("/container/name").or(() -> at("/to/name")).or(() -> at("/from/name"));
  }

  /** The text, number or truth value at that JSON pointer. */
  Optional<String> at(String pointer) {
    JsonNode value = data().at(pointer);
    boolean empty = !value.isValueNode() || value.isNull() || value.asText().isBlank();
    return empty ? Optional.empty() : Optional.of(value.asText());
  }
}
