package io.cvpfunctions.watcher;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Detection;
import io.cvpfunctions.watcher.placements.Detector;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.Term;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks at CloudVision's inventory, and stores what has changed together with the events that say
 * so: either both are stored or neither. Not thread-safe.
 */
final class PollSource {
  /** What events say they were seen by. */
  static final String NAME = "poll";

  private final Function<Set<String>, Snapshot> look;
  private final PlacementTable table;
  private final Term term;
  private final Outbox outbox;
  private final EventMaker events;
  private final ContainerLimit limit;
  private final Detector detector;

  /** {@code look} reads a snapshot, given the devices known so far. */
  PollSource(
      Function<Set<String>, Snapshot> look,
      PlacementTable table,
      Term term,
      Outbox outbox,
      EventMaker events,
      ContainerLimit limit,
      Rules rules) {
    this.look = look;
    this.table = table;
    this.term = term;
    this.outbox = outbox;
    this.events = events;
    this.limit = limit;
    List<Placement> stored = table.all().stream().map(PlacementTable.Stored::placement).toList();
    this.detector = new Detector(rules, stored, table.baseline().isPresent());
  }

  /**
   * What one poll saw.
   *
   * @param told the events stored, with the facts they say
   */
  record Polled(
      Snapshot snapshot,
      Map<Fact, CloudEvent> told,
      boolean baseline,
      Optional<String> suspicion) {}

  /** When something seen is to be looked at again, to tell it or to forget it. */
  Optional<Instant> nextDue() {
    return detector.nextDue();
  }

  /**
   * Looks once.
   *
   * @throws CallFailedException where there was no complete, believable snapshot
   */
  Polled poll() {
    Snapshot snapshot = look.apply(detector.devices());
    if (snapshot.onlyUndefined() && detector.knowsContainers()) {
      String what = "lists no container but Undefined: was Network Provisioning switched off?";
      throw CallFailedException.of("CloudVision", Kind.OPERATOR, what);
    }
    Detection detection = detector.look(snapshot);
    Map<Fact, CloudEvent> told = new LinkedHashMap<>();
    for (Fact fact : detection.facts()) {
      if (limit.includes(fact)) told.put(fact, events.of(fact, NAME));
    }
    if (!detection.isEmpty()) store(snapshot, detection, told);
    detector.accept(detection);
    return new Polled(snapshot, told, detection.baseline(), detection.suspicion());
  }

  private void store(Snapshot snapshot, Detection detection, Map<Fact, CloudEvent> told) {
    term.write(
        connection -> {
          if (detection.baseline()) table.baseline(connection, snapshot.at());
          for (Placement each : detection.stored()) table.put(connection, each, snapshot.at());
          for (String each : detection.forgotten()) table.remove(connection, each);
          for (CloudEvent each : told.values()) outbox.add(connection, each);
          return null;
        });
  }
}
