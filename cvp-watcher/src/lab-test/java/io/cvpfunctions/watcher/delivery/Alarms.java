package io.cvpfunctions.watcher.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.net.URI;
import java.time.Instant;

/** CloudVision events that all began at the same time, one for each key. */
final class Alarms {
  private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
  private static final URI SOURCE = URI.create("https://cvp.example.net");

  private Alarms() {}

  /** An event that came to that state so many seconds after it began. */
  static CloudEvent of(String id, String state, String key, String severity, int seconds) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("key", key).put("timestamp", BEGAN.toString()).put("severity", severity);
    data.putObject("data").put("interfaceId", "Ethernet49/1");
    return Events.first("cvp.event." + state, id, SOURCE, key, BEGAN.plusSeconds(seconds), data);
  }
}
