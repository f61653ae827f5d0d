package io.cvpfunctions.watcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.WatcherWarning;
import io.cvpfunctions.tracing.Hop;
import io.cvpfunctions.tracing.Traceparent;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Observation;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** Makes the first event of a chain: id, source, trace and all. Thread-safe. */
public final class EventMaker {
  /** What the warnings of the watcher are about: itself. */
  public static final String WATCHER = "cvp-watcher";

  private final URI source;

  /** Events that come from that CloudVision. */
  public EventMaker(URI source) {
    this.source = source;
  }

  /** The event that says so. */
  public CloudEvent of(Fact fact, Observation seen) {
    String subject = fact.placement().identity();
    return of(fact.type(), subject, fact.at(), fact.data(seen));
  }

  /** A {@code cvp.event.*} event; all about one CloudVision event have the same correlation. */
  public CloudEvent of(
      String type, String subject, Instant at, ObjectNode data, String correlation) {
    CloudEvent event = of(type, subject, at, data);
    return Events.withExtension(event, Events.CORRELATION_ID, correlation);
  }

  /** Where events come from, as their links have it. */
  public URI source() {
    return source;
  }

  /** A {@code cvp.watcher.*} event. */
  public CloudEvent of(String type, WatcherWarning warning, Instant at) {
    return of(type, WATCHER, at, warning.toJson());
  }

  /** A first event of that type. */
  public CloudEvent of(String type, String subject, Instant time, ObjectNode data) {
    String id = UUID.randomUUID().toString();
    CloudEvent event = Events.first(type, id, source, subject, time, data);
    return Events.withExtension(event, Events.TRACE_PARENT, origin(type, subject));
  }

  private static String origin(String type, String subject) {
    try (Hop hop = Hop.origin(type).with("subject", subject)) {
      return hop.traceparent(Traceparent.begin());
    }
  }
}
