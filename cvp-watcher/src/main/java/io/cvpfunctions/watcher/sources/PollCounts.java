package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.util.List;

/** Counts the looks of the poll, and what the last good one saw. Thread-safe. */
final class PollCounts {
  private static final String LOOKS = "cvp_watcher_snapshots_total";
  private static final String SOURCE = Metrics.label("source", Poller.NAME);

  private final Metrics metrics;
  private volatile int devices;
  private volatile int containers;

  PollCounts(Metrics metrics) {
    this.metrics = metrics;
    metrics.counter(LOOKS, "Looks at CloudVision, by outcome.");
    metrics.gauge(
        "cvp_watcher_devices",
        "Devices in the last good snapshot.",
        () -> List.of(new Metrics.Sample(SOURCE, devices)));
    metrics.gauge(
        "cvp_watcher_containers",
        "Containers in the last good snapshot.",
        () -> List.of(new Metrics.Sample(SOURCE, containers)));
  }

  void good(Snapshot seen) {
    devices = seen.placements().size();
    containers = seen.containers();
    count("good");
  }

  void failed() {
    count("failed");
  }

  private void count(String outcome) {
    metrics.count(LOOKS, Metrics.join(SOURCE, Metrics.label("outcome", outcome)), 1);
  }
}
