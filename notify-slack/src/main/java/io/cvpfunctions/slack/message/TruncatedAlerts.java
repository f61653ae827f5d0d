package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Alerts;
import io.cvpfunctions.events.Events;
import java.util.List;

/** How many alerts CloudVision's notifier counts in a body without sending them. */
public final class TruncatedAlerts {
  private static final String COUNT = "truncatedAlerts";

  private TruncatedAlerts() {}

  /** The event of such a body, which keeps the count. */
  public static CloudEvent kept(CloudEvent alerts, JsonNode body) {
    long count = count(body);
    if (count == 0) return alerts;
    ObjectNode data = Events.json(alerts).deepCopy();
    return Events.withData(alerts, data.put(COUNT, count));
  }

  /** Of all those events together. */
  static long of(List<CloudEvent> events) {
    return events.stream()
        .filter(event -> event.getType().equals(Alerts.TYPE))
        .mapToLong(event -> count(Events.json(event)))
        .sum();
  }

  private static long count(JsonNode body) {
    return Math.max(0, body.path(COUNT).asInt());
  }
}
