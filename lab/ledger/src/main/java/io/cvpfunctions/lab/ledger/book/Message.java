package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One event, as the outbox holds it or as a function received it. */
public record Message(String id, String type, String subject, JsonNode data, Instant time) {
  static final String ADDED = "cvp.device.added";
  static final String MOVED = "cvp.device.moved";
  static final String CHANGED = "cvp.device.changed";
  static final String UNPROVISIONED = "cvp.device.unprovisioned";
  static final String REMOVED = "cvp.device.removed";
  static final String SEES = "cvp.watcher.sees";
  static final String SUSPICIOUS = "cvp.watcher.suspicious";
  private static final List<String> PLACING = List.of(ADDED, MOVED, UNPROVISIONED, REMOVED);

  /** Reads structured JSON. */
  public static Message of(JsonNode event) {
    return new Message(
        event.path("id").asText(),
        event.path("type").asText(),
        event.path("subject").asText(),
        event.path("data"),
        Instant.parse(event.path("time").asText()));
  }

  /** Whether a device comes into a container with it. */
  boolean arrives() {
    return arrivesAnywhere() && !tags();
  }

  /** Whether a device comes into a container, or has a tag, with it. */
  boolean arrivesAnywhere() {
    return type.equals(ADDED) || type.equals(MOVED);
  }

  /** Whether a device is somewhere else after it than before. */
  boolean places() {
    return PLACING.contains(type) && !tags();
  }

  /** Whether it is about a tag rather than a container. */
  boolean tags() {
    return Stream.of("from", "to").anyMatch(end -> data.path(end).has("label"));
  }

  /** Whether it says what the watcher cannot see, or would not believe, or that this is over. */
  boolean warns() {
    return type.startsWith("cvp.watcher.");
  }

  /** What it warns of. */
  String cause() {
    return data.path("cause").asText();
  }

  /** Since when that is so. */
  Instant since() {
    return Instant.parse(data.path("since").asText());
  }

  /** Where the device is after it. */
  String place() {
    if (type.equals(REMOVED)) return History.ABSENT;
    return type.equals(UNPROVISIONED) ? History.UNPROVISIONED : key("to");
  }

  /** Whether it says what the device's container is called. */
  boolean names() {
    return !newName().isEmpty();
  }

  /** What the device's container is called after it; empty where it does not say. */
  String newName() {
    if (arrives()) return name("to");
    for (JsonNode field : data.path("changed")) {
      if (field.path("field").asText().equals("container")) return field.path("to").asText();
    }
    return "";
  }

  String key(String end) {
    return data.path(end).path("key").asText("");
  }

  String name(String end) {
    return data.path(end).path("name").asText("");
  }

  /** Whether it is about a CloudVision event. */
  boolean ofCloudVision() {
    return type.startsWith("cvp.event.");
  }

  /** Which CloudVision event it is about. */
  String identity() {
    return CloudVisionEvents.identity(data.path("key").asText(), begun());
  }

  /** When the CloudVision event that it is about began. */
  Instant begun() {
    return Instant.parse(data.path("timestamp").asText());
  }

  boolean resolved() {
    return type.equals("cvp.event.resolved");
  }

  /** What all states of a CloudVision event have in common; any other event is its own. */
  String story() {
    return ofCloudVision() ? identity() : id;
  }

  String severity() {
    return data.path("severity").asText();
  }

  /** The names of all containers it is about. */
  Stream<String> containers() {
    return Stream.of("from", "to", "container").map(this::name).filter(name -> !name.isEmpty());
  }

  @Override
  public String toString() {
    String where = Stream.of("from", "to").map(this::name).filter(n -> !n.isEmpty()).toList() + "";
    return type + " " + subject + " " + where + " (" + id + ")";
  }
}
