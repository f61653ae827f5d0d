package io.cvpfunctions.watcher;

import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.PollSource.Polled;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls CloudVision, says what it saw, and warns when it has seen nothing good for too long. */
final class Poller {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration BLIND_AFTER = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final String SUSPICIOUS = "devices-missing";
  private static final List<String> BLIND =
      List.of("cloudvision-unreachable", "cloudvision-refuses", "cloudvision-broken");
  private static final String SOURCE = Metrics.label("source", PollSource.NAME);

  private final PollSource source;
  private final Duration interval;
  private final Warnings warnings;
  private final Metrics metrics;
  private final Runnable stored;
  private final Clock clock;

  private final AtomicInteger failures = new AtomicInteger();
  private String lastFailure = "";
  private volatile Instant lastGood;
  private volatile boolean sawOnce;
  private volatile int devices;
  private volatile int containers;

  /** {@code stored} is run whenever there are new events to route. */
  Poller(
      PollSource source,
      Duration interval,
      Warnings warnings,
      Metrics metrics,
      Runnable stored,
      Clock clock) {
    this.source = source;
    this.interval = interval;
    this.warnings = warnings;
    this.metrics = metrics;
    this.stored = stored;
    this.clock = clock;
    this.lastGood = clock.instant();
    declare();
  }

  private void declare() {
    metrics.counter("cvp_watcher_snapshots_total", "Looks at CloudVision, by outcome.");
    metrics.counter("cvp_watcher_events_total", "Events stored, by type.");
    metrics.histogram(
        "cvp_watcher_detection_lag_seconds", "From the first sight of a fact to storing it.");
    metrics.gauge(
        "cvp_watcher_source_up",
        "1 while the source's last look was good.",
        () -> List.of(new Metrics.Sample(SOURCE, sawOnce && failures.get() == 0 ? 1 : 0)));
    metrics.gauge(
        "cvp_watcher_last_success_timestamp_seconds",
        "When the source last gave a good snapshot.",
        () -> List.of(new Metrics.Sample(SOURCE, sawOnce ? lastGood.getEpochSecond() : 0)));
    metrics.gauge(
        "cvp_watcher_devices",
        "Devices in the last good snapshot.",
        () -> List.of(new Metrics.Sample(SOURCE, devices)));
    metrics.gauge(
        "cvp_watcher_containers",
        "Containers in the last good snapshot.",
        () -> List.of(new Metrics.Sample(SOURCE, containers)));
  }

  /** When CloudVision last gave a good snapshot; empty before the first. */
  Optional<Instant> lastGood() {
    return sawOnce ? Optional.of(lastGood) : Optional.empty();
  }

  /** Looks once, and says how long to wait until the next look. */
  Duration poll() {
    try {
      good(source.poll());
      return pause();
    } catch (CallFailedException failed) {
      failed(failed);
      long wait = interval.toMillis() << Math.min(6, failures.get() - 1);
      Duration longest = LONGEST_PAUSE.compareTo(interval) > 0 ? LONGEST_PAUSE : interval;
      Duration backoff = Duration.ofMillis(wait);
      return backoff.compareTo(longest) > 0 ? longest : backoff;
    }
  }

  /** Sooner than usual where something seen wants a second look. */
  private Duration pause() {
    Optional<Instant> due = source.nextDue();
    if (due.isEmpty()) return interval;
    Duration left = Duration.between(clock.instant(), due.get()).plus(SOON);
    if (left.compareTo(SOON) < 0) return SOON;
    return left.compareTo(interval) < 0 ? left : interval;
  }

  private void good(Polled polled) {
    if (failures.get() > 0)
      LOG.atInfo().addKeyValue("event", "source.good").log("CloudVision answers");
    failures.set(0);
    lastFailure = "";
    devices = polled.snapshot().placements().size();
    containers = polled.snapshot().containers();
    if (polled.baseline()) baseline(polled.told().size());
    polled.told().forEach((fact, event) -> told(fact, event.getId()));
    sawOnce = true;
    lastGood = clock.instant();
    metrics.count("cvp_watcher_snapshots_total", labels("good"), 1);
    if (!polled.told().isEmpty()) stored.run();
    for (String cause : BLIND) warnings.clear(cause, "CloudVision gives good snapshots again");
    suspicion(polled);
  }

  private void baseline(int told) {
    String what = told == 0 ? "nothing is told until one moves" : "of these, " + told + " are told";
    LOG.atInfo()
        .addKeyValue("event", "baseline")
        .addKeyValue("devices", devices)
        .addKeyValue("containers", containers)
        .log("{} devices in {} containers; {}", devices, containers, what);
  }

  private void told(Fact fact, String id) {
    LOG.atInfo()
        .addKeyValue("event", logName(fact))
        .addKeyValue("id", id)
        .addKeyValue("subject", fact.placement().identity())
        .addKeyValue("type", fact.type())
        .log("{}", fact);
    metrics.count("cvp_watcher_events_total", Metrics.label("type", fact.type()), 1);
    Duration lag = Duration.between(fact.at(), clock.instant());
    metrics.seconds("cvp_watcher_detection_lag_seconds", SOURCE, lag.toMillis() / 1000.0);
  }

  private static String logName(Fact fact) {
    return fact instanceof Fact.Moved || fact instanceof Fact.Added
        ? "move.detected"
        : "change.detected";
  }

  private void suspicion(Polled polled) {
    if (polled.suspicion().isPresent()) {
      Instant now = clock.instant();
      warnings.raise(EventTypes.WATCHER_SUSPICIOUS, SUSPICIOUS, now, polled.suspicion().get());
    } else {
      warnings.clear(SUSPICIOUS, "the devices are back, or their loss was believed");
    }
  }

  private void failed(CallFailedException failed) {
    failures.incrementAndGet();
    metrics.count("cvp_watcher_snapshots_total", labels("failed"), 1);
    if (!lastFailure.equals(failed.getMessage())) {
      LOG.atWarn()
          .addKeyValue("event", "source.failed")
          .addKeyValue("kind", failed.kind())
          .log("{}", failed.getMessage());
    }
    lastFailure = failed.getMessage();
    if (Duration.between(lastGood, clock.instant()).compareTo(BLIND_AFTER) < 0) return;
    warnings.raise(EventTypes.WATCHER_BLIND, cause(failed.kind()), lastGood, failed.getMessage());
  }

  private static String cause(Kind kind) {
    return switch (kind) {
      case NOT_SENT, NO_ANSWER, OUT_OF_TIME -> BLIND.get(0);
      case OPERATOR -> BLIND.get(1);
      default -> BLIND.get(2);
    };
  }

  private static String labels(String outcome) {
    return Metrics.join(SOURCE, Metrics.label("outcome", outcome));
  }
}
