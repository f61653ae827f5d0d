package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.cloudvision.Tasks;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source works with: a state of its own, and a CloudVision that a test makes up. */
final class Desk implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(10);
  static final Duration DEBOUNCE = Duration.ofSeconds(2);
  static final Duration REMOVE_AFTER = Duration.ofMinutes(10);

  final SettableClock clock = new SettableClock();
  final SettableClock steady = new SettableClock();
  final Database database;
  final Term term;
  final Outbox outbox;
  final EventMaker events = new EventMaker(URI.create("https://cvp"));
  final Map<String, Boolean> inSync = new HashMap<>();
  Optional<Tasks> tasks = Optional.empty();
  Metrics metrics = new Metrics();

  Desk(Path folder) {
    database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    term = database.lead().orElseThrow();
    outbox = new Outbox(database, clock);
  }

  static Rules rules(boolean replayBaseline) {
    return new Rules(DEBOUNCE, REMOVE_AFTER, replayBaseline);
  }

  /** Lets that much time pass, by every clock. */
  void pass(Duration time) {
    clock.pass(time);
    steady.pass(time);
  }

  Warnings warnings() {
    return new Warnings(database, term, outbox, events, clock, steady, () -> {});
  }

  Shared shared(boolean poll, boolean provisioned) {
    Whereabouts whereabouts = new Whereabouts();
    Settling settling =
        new Settling(
            new Enquiry(() -> tasks, serials -> Optional.of(inSync)),
            whereabouts,
            pending(),
            term,
            Duration.ofMinutes(30),
            INTERVAL,
            clock,
            steady);
    Authority authority = new Authority(poll, provisioned, REMOVE_AFTER, steady);
    Telling telling = new Telling(warnings(), metrics, () -> {}, clock);
    return new Shared(authority, whereabouts, settling, telling, metrics, clock, steady);
  }

  PendingTable pending() {
    return new PendingTable(database);
  }

  Dimension dimension(String name, List<String> containers, Shared shared, Rules rules) {
    PlacementTable table = new PlacementTable(database, name);
    boolean place = Dimensions.place(name);
    PlacementStore store = new PlacementStore(table, pending(), term, outbox, place);
    return new Dimension(
        store,
        store.all(),
        events,
        ContainerLimit.of(containers),
        shared.settling(),
        rules,
        shared.whereabouts()::told,
        steady);
  }

  /** Every event so far. */
  List<CloudEvent> stored() {
    return outbox.unrouted(1000).stream().map(each -> each.event()).toList();
  }

  /** Every event so far, as its type and what it is about. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (CloudEvent event : stored()) {
      String cause = Events.json(event).path("cause").asText();
      told.add(event.getType() + " " + (cause.isEmpty() ? "of " + event.getSubject() : cause));
    }
    return told;
  }

  @Override
  public void close() {
    database.close();
  }
}
