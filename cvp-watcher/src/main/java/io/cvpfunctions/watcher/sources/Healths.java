package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.sources.Health.State;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How all sources do, together. Thread-safe. */
final class Healths {
  private static final Logger LOG = LoggerFactory.getLogger(Healths.class);

  private final Warnings warnings;
  private final Clock clock;
  private final Clock steady;
  private final List<Health> all = new CopyOnWriteArrayList<>();
  private String summary = "";

  Healths(Warnings warnings, Clock clock, Clock steady) {
    this.warnings = warnings;
    this.clock = clock;
    this.steady = steady;
  }

  /** That of a source; people are warned by causes that begin so. */
  Health of(String source, String causes) {
    Health health = new Health(source, causes, warnings, clock, steady);
    all.add(health);
    return health;
  }

  /** Makes room in the metrics for those there are. */
  void declare(Metrics metrics) {
    Health.declare(metrics, all);
  }

  /** Says once, and again when it is different, which sources see. */
  synchronized void sayWhatWorks() {
    if (all.stream().anyMatch(each -> each.state() == State.WAITING)) return;
    String now = String.join("; ", all.stream().map(Health::describe).toList());
    if (now.equals(summary)) return;
    summary = now;
    LOG.atInfo().addKeyValue("event", "sources").log("{}", now);
  }

  /** When CloudVision last gave any source a good answer, by the steady clock; empty before. */
  Optional<Instant> lastGood() {
    return all.stream().map(Health::lastGood).flatMap(Optional::stream).max(Instant::compareTo);
  }

  /** What a person has to mend. */
  List<String> refused() {
    return all.stream()
        .filter(each -> each.state() == State.REFUSED)
        .map(Health::describe)
        .toList();
  }
}
