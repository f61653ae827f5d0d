package io.cvpfunctions.watcher;

import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.routing.TopicMapRefresh;
import io.cvpfunctions.watcher.state.Backlog;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.StateException;
import io.cvpfunctions.watcher.telemetry.Loop;
import io.cvpfunctions.watcher.telemetry.Metrics;
import io.cvpfunctions.watcher.telemetry.Metrics.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How the watcher is, for probes and for Prometheus. */
final class Vitals {
  private static final Duration RECENTLY = Duration.ofMinutes(1);

  private final List<Loop> loops;
  private final Outbox outbox;
  private final TopicMapRefresh topics;
  private final Leading leading;
  private final Lanes lanes;
  private final Duration topicsInterval;
  private final Duration pollInterval;
  private final Database database;
  private final Clock clock;
  private final Clock steady;

  Vitals(
      List<Loop> loops,
      Outbox outbox,
      TopicMapRefresh topics,
      Leading leading,
      Lanes lanes,
      Database database,
      WatcherSettings settings,
      Clock clock,
      Clock steady) {
    this.loops = loops;
    this.outbox = outbox;
    this.topics = topics;
    this.leading = leading;
    this.lanes = lanes;
    this.topicsInterval = settings.gateway().topicsInterval();
    this.pollInterval = settings.cloudVision().pollInterval();
    this.database = database;
    this.clock = clock;
    this.steady = steady;
  }

  /** What is wrong with the process itself, whatever the remotes do. */
  List<String> unhealthy() {
    List<String> reasons = new ArrayList<>();
    Stream.concat(loops.stream(), leading.lookout().stream().flatMap(l -> l.loops().stream()))
        .filter(loop -> !loop.alive())
        .forEach(loop -> reasons.add("the loop " + loop.name() + " stands still"));
    lanes.broken().forEach(each -> reasons.add("the lane of " + each + " has broken off"));
    if (!database.alive()) reasons.add("the writer of the state has broken off");
    return reasons;
  }

  /** What keeps it from its work. */
  List<String> unready() {
    List<String> reasons = new ArrayList<>(unhealthy());
    try {
      outbox.unrouted(1);
    } catch (StateException closed) {
      reasons.add(closed.getMessage());
    }
    if (!database.health().isGood()) reasons.add("the state cannot be written");
    if (topics.map().isEmpty()) reasons.add("the gateway has not listed its functions yet");
    else if (!recent(topics.lastAnswer(), topicsInterval))
      reasons.add("the gateway does not list its functions");
    leading.lookout().ifPresent(lookout -> look(lookout, reasons));
    return reasons;
  }

  /** Only the leader looks; a replica that waits to lead is ready without. */
  private void look(Lookout lookout, List<String> reasons) {
    if (!recent(lookout.lastGood(), pollInterval)) {
      reasons.add("CloudVision gives no good answer");
    }
    reasons.addAll(lookout.refused());
  }

  /** Within a minute, or within the loops' own intervals where those are longer. */
  private boolean recent(Optional<Instant> steadily, Duration interval) {
    Duration allowed = RECENTLY.plus(interval);
    return steadily.filter(at -> steady.instant().isBefore(at.plus(allowed))).isPresent();
  }

  void declare(Metrics metrics) {
    metrics.gauge(
        "cvp_watcher_leader",
        "1 on the replica that looks at CloudVision; 0 on those that only deliver.",
        () -> List.of(new Sample("", leading.lookout().isPresent() ? 1 : 0)));
    backlog(
        metrics,
        "cvp_watcher_outbox_events",
        "Events that wait for the topic map.",
        Backlog::unrouted);
    backlog(metrics, "cvp_watcher_outbox_deliveries", "Deliveries not done yet.", Backlog::waiting);
    backlog(metrics, "cvp_watcher_dead_letters", "Dead letters.", Backlog::dead);
    backlog(
        metrics, "cvp_watcher_outbox_oldest_seconds", "Age of the oldest that waits.", this::age);
    metrics.gauge(
        "cvp_watcher_attempts_in_flight",
        "Attempts on their way.",
        () -> List.of(new Sample("", lanes.inFlight())));
    metrics.gauge(
        "cvp_watcher_lane_held",
        "Functions whose deliveries all wait, since they cannot be reached as they should be.",
        () -> lanes.held().stream().map(f -> new Sample(Metrics.label("function", f), 1)).toList());
    metrics.gauge(
        "cvp_watcher_topic_map_timestamp_seconds",
        "When the gateway last listed its functions.",
        () -> topics.lastAnswer().map(at -> new Sample("", seconds(at))).stream().toList());
    state(metrics);
  }

  /** By the clock on the wall, which may have been set since. */
  private double seconds(Instant steadily) {
    Duration age = Duration.between(steadily, steady.instant());
    return clock.instant().minus(age).getEpochSecond();
  }

  private void state(Metrics metrics) {
    metrics.gauge(
        "cvp_watcher_state_bytes",
        "Size of the state's database.",
        () -> List.of(new Sample("", database.size())));
    metrics.gauge(
        "cvp_watcher_state_free_bytes",
        "Free space on the disk of a SQLite state, which bounds the backlog.",
        () -> database.free().stream().map(bytes -> new Sample("", bytes)).toList());
    metrics.gauge(
        "cvp_watcher_state_up",
        "1 while the last write to the state was stored.",
        () -> List.of(new Sample("", database.health().isGood() ? 1 : 0)));
    metrics.counter(
        "cvp_watcher_state_write_failures_total",
        "Writes that the state did not take.",
        () -> database.health().failures());
  }

  private void backlog(Metrics metrics, String name, String help, ToDoubleFunction<Backlog> value) {
    metrics.gauge(name, help, () -> List.of(new Sample("", value.applyAsDouble(outbox.backlog()))));
  }

  private double age(Backlog backlog) {
    return backlog.oldest().map(at -> Math.max(0, clock.millis() - at) / 1000.0).orElse(0.0);
  }
}
