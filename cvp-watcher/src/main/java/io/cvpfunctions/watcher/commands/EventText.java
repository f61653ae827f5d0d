package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.List;

/** An event in a few words. */
final class EventText {
  private EventText() {}

  /** What it says of its device; blank where it says nothing that people would read. */
  static String of(CloudEvent event) {
    try {
      return text(Events.json(event));
    } catch (EventDataException notJson) {
      return "";
    }
  }

  private static String text(JsonNode data) {
    List<String> parts = new ArrayList<>();
    places(data, parts);
    data.path("changed").forEach(each -> parts.add(change(each)));
    add(parts, "", data.path("severity"));
    add(parts, "", data.path("title"));
    add(parts, "by ", data.path("movedBy"));
    add(parts, "seen by ", data.path("observedBy"));
    return String.join(", ", parts);
  }

  private static void places(JsonNode data, List<String> parts) {
    String from = data.at("/from/name").asText("");
    String to = data.at("/to/name").asText("");
    if (!from.isEmpty() && !to.isEmpty()) parts.add(from + " -> " + to);
    else if (!to.isEmpty()) parts.add("to " + to);
    else if (!from.isEmpty()) parts.add("from " + from);
  }

  private static String change(JsonNode field) {
    return "%s %s -> %s"
        .formatted(
            field.path("field").asText(),
            field.path("from").asText("-"),
            field.path("to").asText("-"));
  }

  private static void add(List<String> parts, String before, JsonNode value) {
    if (!value.asText("").isEmpty()) parts.add(before + value.asText());
  }
}
