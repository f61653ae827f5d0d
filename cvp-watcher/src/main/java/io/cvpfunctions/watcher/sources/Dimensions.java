package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.Term;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes the dimensions that placements are in. Not thread-safe. */
final class Dimensions {
  private static final Set<String> PLACES =
      Set.of(Sources.CONTAINER, tag(Placement.STAND_IN_LABEL));

  private final Database database;
  private final Term term;
  private final Outbox outbox;
  private final EventMaker events;
  private final Rules rules;
  private final Settling settling;
  private final Whereabouts whereabouts;
  private final Clock steady;
  private final Map<String, Dimension> all = new LinkedHashMap<>();

  Dimensions(
      Database database,
      Term term,
      Outbox outbox,
      EventMaker events,
      Rules rules,
      Settling settling,
      Whereabouts whereabouts,
      Clock steady) {
    this.database = database;
    this.term = term;
    this.outbox = outbox;
    this.events = events;
    this.rules = rules;
    this.settling = settling;
    this.whereabouts = whereabouts;
    this.steady = steady;
  }

  /** The dimension that the values of a label are in. */
  static String tag(String label) {
    return "tag:" + label;
  }

  /** Whether a dimension says where a device is, whatever else is said of it. */
  static boolean place(String name) {
    return PLACES.contains(name);
  }

  /** The dimension of that name, of which nothing is told but what is about these containers. */
  Dimension of(String name, ContainerLimit limit) {
    PlacementTable table = new PlacementTable(database, name);
    boolean place = place(name);
    PlacementStore store =
        new PlacementStore(table, new PendingTable(database), term, outbox, place);
    List<Placement> stored = store.all();
    if (place) stored.forEach(whereabouts::placed);
    Consumer<Fact> told = place ? whereabouts::told : fact -> {};
    Dimension made = new Dimension(store, stored, events, limit, settling, rules, told, steady);
    all.put(name, made);
    return made;
  }

  /** A person believes that what is missing is gone, as far as people were {@code warned} of it. */
  void release(Predicate<String> warned) {
    all.forEach((name, each) -> each.release(warned.test(name)));
  }
}
