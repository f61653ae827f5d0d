package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One device's story as it is told, followed along its history. Not thread-safe. */
final class Story {
  private final History history;
  private final String serial;
  private final List<String> places;
  private int reached;
  private String told;

  /** Begins with what the baseline saw. */
  Story(History history, String serial) {
    this.history = history;
    this.serial = serial;
    this.places = history.places(serial);
    this.told = places.get(0);
  }

  /** What is not so about the next thing told. */
  Optional<String> lie(Message message) {
    if (message.type().equals(Message.CHANGED)) return wrongChange(message);
    if (!message.places()) return Optional.of("an event of an unknown type");
    String before = told;
    told = message.place();
    Optional<String> gap = gap(message, before);
    return gap.isPresent() ? gap : invented(message);
  }

  private Optional<String> gap(Message message, String before) {
    if (message.type().equals(Message.ADDED)) {
      return History.nowhere(before)
          ? Optional.empty()
          : Optional.of("added, though told to be in " + before);
    }
    String from = message.key("from");
    if (from.equals(before) && history.wasCalled(from, message.name("from"))) {
      return Optional.empty();
    }
    return Optional.of("from " + message.data().path("from") + ", though last told in " + before);
  }

  private Optional<String> invented(Message message) {
    int found = places.subList(reached, places.size()).indexOf(told);
    if (found < 0) return Optional.of("never there after what was told before");
    reached += found;
    if (!History.nowhere(told) && !history.wasCalled(message.place(), message.name("to"))) {
      return Optional.of("a container was never called so");
    }
    return Optional.empty();
  }

  private Optional<String> wrongChange(Message message) {
    for (JsonNode field : message.data().path("changed")) {
      for (String end : List.of("from", "to")) {
        boolean so = had(field.path("field").asText(), field.path(end).asText());
        if (!so) return Optional.of("never had " + field);
      }
    }
    boolean none = message.data().path("changed").isEmpty();
    return none ? Optional.of("nothing changed") : Optional.empty();
  }

  /** A path ends with the container's name. */
  private boolean had(String field, String value) {
    return switch (field) {
      case "container" -> history.knowsName(value);
      case "path" -> history.knowsName(value.substring(value.lastIndexOf('/') + 1));
      default -> history.had(serial, value);
    };
  }
}
