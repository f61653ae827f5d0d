package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;

/**
 * What a body turned out to hold: one event, a batch, or what a person typed without any
 * CloudEvents attributes, as JSON or as text. Exactly one of the four.
 */
public final class EventMessage {
  private final List<CloudEvent> events;
  private final boolean batch;
  private final JsonNode json;
  private final String text;

  private EventMessage(List<CloudEvent> events, boolean batch, JsonNode json, String text) {
    this.events = List.copyOf(events);
    this.batch = batch;
    this.json = json;
    this.text = text;
  }

  static EventMessage event(CloudEvent event) {
    return new EventMessage(List.of(event), false, null, null);
  }

  static EventMessage batch(List<CloudEvent> events) {
    return new EventMessage(events, true, null, null);
  }

  static EventMessage json(JsonNode json) {
    return new EventMessage(List.of(), false, json, null);
  }

  static EventMessage text(String text) {
    return new EventMessage(List.of(), false, null, text);
  }

  /** The one event, where it was sent as one. */
  public Optional<CloudEvent> event() {
    return batch || events.isEmpty() ? Optional.empty() : Optional.of(events.get(0));
  }

  /** The events of a batch, in its order. */
  public Optional<List<CloudEvent>> batch() {
    return batch ? Optional.of(events) : Optional.empty();
  }

  /** JSON that a person typed. */
  public Optional<JsonNode> json() {
    return Optional.ofNullable(json);
  }

  /** Plain text that a person typed. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }
}
