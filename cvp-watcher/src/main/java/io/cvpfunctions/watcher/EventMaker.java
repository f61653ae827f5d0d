package io.cvpfunctions.watcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.WatcherWarning;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Observation;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Makes the first event of a chain: id, source, trace and all. Thread-safe. */
public final class EventMaker {
  /** What the warnings of the watcher are about: itself. */
  public static final String WATCHER = "cvp-watcher";

  private static final SecureRandom RANDOM = new SecureRandom();

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
    return Events.withExtension(event, Events.TRACE_PARENT, traceParent(hex(16)));
  }

  /** The header of one hop: the origin's trace, and a span of this hop's own. */
  public static String hop(CloudEvent event) {
    String origin = Events.extension(event, Events.TRACE_PARENT).orElse("");
    String[] parts = origin.split("-", -1);
    boolean known = parts.length == 4 && parts[1].matches("[0-9a-f]{32}");
    return traceParent(known ? parts[1] : hex(16));
  }

  private static String traceParent(String trace) {
    return "00-" + trace + "-" + hex(8) + "-01";
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
