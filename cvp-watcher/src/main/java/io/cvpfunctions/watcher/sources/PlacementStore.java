package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.Detection;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.sources.Settling.Circumstances;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import io.cvpfunctions.watcher.state.Term;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the placements of one dimension in the state: what was detected is stored together with the
 * events that say so, or neither is. Not thread-safe.
 */
final class PlacementStore {
  private final PlacementTable table;
  private final PendingTable pending;
  private final Term term;
  private final Outbox outbox;
  private final boolean place;
  private final Map<String, Stay> stays = new HashMap<>();

  private record Stay(Container container, Instant since) {}

  /** {@code place} tells whether a device that leaves this dimension is nowhere. */
  PlacementStore(
      PlacementTable table, PendingTable pending, Term term, Outbox outbox, boolean place) {
    this.table = table;
    this.pending = pending;
    this.term = term;
    this.outbox = outbox;
    this.place = place;
  }

  /** Every placement there is. */
  List<Placement> all() {
    List<Stored> all = table.all();
    all.forEach(each -> stays(each.placement(), each.since()));
    return all.stream().map(Stored::placement).toList();
  }

  /** Devices that were there at the baseline, and in no place that could be told yet. */
  List<String> unplaced() {
    return table.unplaced();
  }

  /** Whether a baseline was stored. */
  boolean baselined() {
    return table.baseline().isPresent();
  }

  /** Since when a device has been where it was told to be last. */
  Optional<Instant> since(String device) {
    return Optional.ofNullable(stays.get(device)).map(Stay::since);
  }

  private void stays(Placement placement, Instant at) {
    Stay now = new Stay(placement.container(), at);
    stays.merge(
        placement.identity(), now, (was, is) -> was.container().equals(is.container()) ? was : is);
  }

  /** Stores it all. */
  void store(
      Detection detection, Collection<CloudEvent> events, Circumstances circumstances, Instant at) {
    term.write(
        connection -> {
          if (detection.baseline()) table.baseline(connection, at);
          for (Placement each : detection.stored()) table.put(connection, each, at);
          for (String each : detection.forgotten()) table.remove(connection, each);
          for (String each : detection.unplaced()) table.unplaced(connection, each, at);
          forget(connection, detection.facts());
          circumstances.store(connection, pending, at);
          for (CloudEvent each : events) outbox.add(connection, each);
          return null;
        });
    detection.stored().forEach(each -> stays(each, at));
    detection.forgotten().forEach(stays::remove);
  }

  /** Nothing is pending on a device that is nowhere. */
  private void forget(Connection connection, List<Fact> facts) throws SQLException {
    if (!place) return;
    for (Fact each : facts) {
      boolean nowhere = each instanceof Fact.Removed || each instanceof Fact.Unprovisioned;
      if (nowhere) pending.remove(connection, each.placement().identity());
    }
  }
}
