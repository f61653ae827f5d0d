package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one source does: for the log, for probes, for metrics, and for people, who are warned once it
 * has seen nothing good for too long. Thread-safe.
 */
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  /** How long nothing good may be seen before people are told. */
  static final Duration BLIND_AFTER = Duration.ofMinutes(5);

  private final String source;
  private final String causes;
  private final Warnings warnings;
  private final Sight sight;

  private State state = State.WAITING;
  private String detail = "";
  private Failure failure;
  private String interruption = "nothing came";
  private boolean needed = true;

  /** What people are warned of. */
  private record Failure(String kind, String detail) {}

  /** What there is to say of a source. */
  enum State {
    /** Nothing has been heard yet. */
    WAITING,
    /** It sees. */
    GOOD,
    /** It does not, and tries again. */
    FAILING,
    /** An operator has to mend something first. */
    REFUSED,
    /** This server does not have it; looked for again now and then. */
    NOT_OFFERED
  }

  /** {@code steady} is a clock that nobody sets, by which it is too long. */
  Health(String source, String causes, Warnings warnings, Clock clock, Clock steady) {
    this.source = source;
    this.causes = causes;
    this.warnings = warnings;
    this.sight = new Sight(clock, steady);
  }

  /** Makes room in the metrics for sources of these names. */
  static void declare(Metrics metrics, List<Health> all) {
    metrics.gauge(
        "cvp_watcher_source_up",
        "1 while the source sees.",
        () -> all.stream().map(h -> h.sample(h.state() == State.GOOD ? 1 : 0)).toList());
    metrics.gauge(
        "cvp_watcher_last_success_timestamp_seconds",
        "When the source last saw.",
        () -> all.stream().map(h -> h.sample(h.seconds())).toList());
  }

  private Metrics.Sample sample(double value) {
    return new Metrics.Sample(Metrics.label("source", source), value);
  }

  private double seconds() {
    return lastGood().map(any -> (double) sight.since().getEpochSecond()).orElse(0.0);
  }

  String source() {
    return source;
  }

  synchronized State state() {
    return state;
  }

  /** When it last saw, by the steady clock. */
  Optional<Instant> lastGood() {
    return sight.last();
  }

  /** Whether people are to be warned: not, while another source sees the same. */
  synchronized void needed(boolean isNeeded) {
    needed = isNeeded;
  }

  /** It sees; what it says of itself is logged when it is new. */
  void good(String what) {
    change(State.GOOD, what, null);
    clear("CloudVision gives good answers again");
  }

  /** It still sees: what it listed last is complete, and kept up to date. */
  synchronized void good() {
    if (state == State.GOOD) sight.now();
  }

  /** What it saw by ended, as it does now and then; only if that goes on does it not see. */
  synchronized void interrupted(String why) {
    interruption = why;
  }

  /** Compares the last good look with the steady clock: at every step, whatever came of it. */
  void check() {
    if (!late()) return;
    Optional<Failure> known = failure();
    if (known.isPresent()) warn(known.get());
    else if (state() != State.NOT_OFFERED)
      failed("broken", "no complete list since " + sight.since() + ": " + why());
  }

  private synchronized Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  private synchronized String why() {
    return interruption;
  }

  private boolean late() {
    return sight.lack().compareTo(BLIND_AFTER) >= 0;
  }

  /** It does not see, for a reason that may pass. */
  void failed(String kind, String why) {
    Failure now = new Failure(kind, why);
    change(kind.equals("refuses") ? State.REFUSED : State.FAILING, why, now);
    warn(now);
  }

  /** There is nothing to see here; {@code demanded} tells whether a person thinks there is. */
  void notOffered(String why, boolean demanded) {
    Failure missed = demanded ? new Failure("refuses", why) : null;
    change(State.NOT_OFFERED, why, missed);
    if (demanded) warn(missed);
    else clear("the source is not offered, and not needed");
  }

  private void change(State now, String what, Failure why) {
    synchronized (this) {
      failure = why;
      if (now == State.GOOD) sight.now();
      boolean same = now == state && what.equals(detail);
      state = now;
      detail = what;
      if (same) return;
    }
    var level = now == State.FAILING || now == State.REFUSED ? LOG.atWarn() : LOG.atInfo();
    level
        .addKeyValue("event", "source." + word(now))
        .addKeyValue("source", source)
        .log("{}: {}", source, what);
  }

  private static String word(State state) {
    return switch (state) {
      case GOOD -> "good";
      case NOT_OFFERED -> "absent";
      default -> "failed";
    };
  }

  private void warn(Failure why) {
    synchronized (this) {
      if (!needed || !late()) return;
    }
    warnings.raise(
        EventTypes.WATCHER_BLIND, causes + "-" + why.kind(), sight.since(), why.detail());
  }

  private void clear(String why) {
    for (String kind : List.of("unreachable", "refuses", "broken")) {
      warnings.clear(causes + "-" + kind, why);
    }
  }

  /** What it says of itself. */
  synchronized String describe() {
    return switch (state) {
      case WAITING -> source + ": nothing heard yet";
      case NOT_OFFERED -> source + " not offered (" + detail + ")";
      case REFUSED -> source + " refused: " + detail;
      case FAILING -> source + " failing: " + detail;
      case GOOD -> source + ": " + detail;
    };
  }
}
