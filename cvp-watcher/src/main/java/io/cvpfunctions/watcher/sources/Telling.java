package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.EventLine;
import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.sources.Dimension.Looked;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a look came to: in the log, in the metrics, and to those who route events. */
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final String EVENTS = "cvp_watcher_events_total";
  private static final String LAG = "cvp_watcher_detection_lag_seconds";

  private final Warnings warnings;
  private final Metrics metrics;
  private final Runnable stored;
  private final Clock clock;

  /** {@code stored} is run whenever there are new events to route. */
  Telling(Warnings warnings, Metrics metrics, Runnable stored, Clock clock) {
    this.warnings = warnings;
    this.metrics = metrics;
    this.stored = stored;
    this.clock = clock;
    metrics.counter(EVENTS, "Events stored, by type.");
    metrics.histogram(LAG, "From the first sight of a fact to storing it.");
  }

  /** What that source came to, in that dimension. */
  void of(Looked looked, String source, String dimension) {
    looked.told().forEach((fact, event) -> told(fact, event, source));
    if (!looked.told().isEmpty()) stored.run();
    suspicion(looked, dimension);
  }

  private void told(Fact fact, CloudEvent event, String source) {
    EventLine.of(LOG.atInfo(), event)
        .addKeyValue("event", fact.arrives() ? "move.detected" : "change.detected")
        .addKeyValue("subject", fact.placement().identity())
        .addKeyValue("type", fact.type())
        .addKeyValue("source", source)
        .log("{}", fact);
    count(fact.type(), source, fact.at());
  }

  /** An event is stored of something that was first seen then. */
  void count(String type, String source, Instant at) {
    metrics.count(EVENTS, Metrics.label("type", type), 1);
    double lag = Duration.between(at, clock.instant()).toMillis() / 1000.0;
    metrics.seconds(LAG, Metrics.label("source", source), Math.max(0, lag));
  }

  /** There are new events to route. */
  void stored() {
    stored.run();
  }

  private void suspicion(Looked looked, String dimension) {
    if (looked.baseline()) return;
    String over = "the devices are back, or their loss was believed";
    suspicion(cause(dimension), looked.suspicion(), looked.missesMany(), over);
  }

  private static String cause(String dimension) {
    boolean container = dimension.equals(Sources.CONTAINER);
    return container ? "devices-missing" : "devices-missing-" + dimension;
  }

  /** What is not believed; or, once not so {@code many} are missing any more, why that is over. */
  void suspicion(String cause, Optional<String> suspicion, boolean many, String over) {
    suspicion.ifPresent(
        what -> warnings.raise(EventTypes.WATCHER_SUSPICIOUS, cause, clock.instant(), what));
    if (suspicion.isEmpty() && !many) warnings.clear(cause, over);
  }

  /** Whether people were warned that devices are missing in that dimension, and of no end. */
  boolean warnedOf(String dimension) {
    return suspected(cause(dimension));
  }

  /** Whether people were warned of that cause, and of no end. */
  boolean suspected(String cause) {
    return warnings.isOpen(cause);
  }
}
