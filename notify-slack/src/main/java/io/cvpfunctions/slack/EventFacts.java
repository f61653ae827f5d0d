package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Alerts;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.slack.message.CloudVisionEvent;
import io.cvpfunctions.slack.message.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rules ask about an event. Immutable. */
final class EventFacts {
  private final String type;
  private final String severity;
  private final Set<String> containers;

  private EventFacts(String type, String severity, Set<String> containers) {
    this.type = type;
    this.severity = severity;
    this.containers = containers;
  }

  /**
   * Reads them.
   *
   * @throws io.cvpfunctions.events.EventDataException where the data is none at all
   */
  static EventFacts of(CloudEvent event) {
    List<CloudEvent> all = Alerts.unpacked(event).collect(Collectors.toList());
    String worst =
        all.stream().map(EventFacts::severity).max(Comparator.comparing(Severity::rank)).orElse("");
    Set<String> containers =
        all.stream().flatMap(EventFacts::containers).collect(Collectors.toSet());
    return new EventFacts(event.getType(), worst, containers);
  }

  private static String severity(CloudEvent event) {
    switch (event.getType()) {
      case EventTypes.EVENT_RAISED:
      case EventTypes.EVENT_UPDATED:
      case EventTypes.EVENT_RESOLVED:
        return CloudVisionEvent.of(event).severity();
      case EventTypes.VALIDATION_COMPLETED:
        return ofVerdict(Events.json(event).path("verdict").asText());
      case EventTypes.WATCHER_BLIND:
        return "ERROR";
      case EventTypes.WATCHER_SUSPICIOUS:
        return "WARNING";
      default:
        return "INFO";
    }
  }

  private static String ofVerdict(String verdict) {
    switch (verdict) {
      case "success":
        return "INFO";
      case "skipped":
        return "WARNING";
      default:
        return "ERROR";
    }
  }

  /** Either end of a move, or where the device of an event is. */
  private static Stream<String> containers(CloudEvent event) {
    JsonNode data = Events.json(event);
    return Stream.of(data.path("from"), data.path("to"), data.path("container"))
        .map(container -> container.isTextual() ? container : container.path("name"))
        .map(name -> name.asText(""))
        .filter(name -> !name.isEmpty());
  }

  String type() {
    return type;
  }

  /** One of the words of CloudVision, or empty. */
  String severity() {
    return severity;
  }

  Set<String> containers() {
    return containers;
  }
}
