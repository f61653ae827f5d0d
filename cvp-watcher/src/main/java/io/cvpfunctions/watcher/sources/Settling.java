package io.cvpfunctions.watcher.sources;

import static java.util.stream.Collectors.toSet;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Observation;
import io.cvpfunctions.watcher.sources.Enquiry.Look;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PendingTable.Pending;
import io.cvpfunctions.watcher.state.Term;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what is still pending on devices that have just arrived somewhere, and looks again until
 * nothing is. Asks CloudVision only while there are such devices. Thread-safe.
 *
 * <p>Pending are open tasks, a configuration that is not the designed one, and a device that does
 * not stream. What cannot be known holds nothing up.
 */
final class Settling {
  private static final String CONFIGURATION = "configuration";
  private static final Duration A_DAY = Duration.ofHours(24);

  private final Enquiry enquiry;
  private final Whereabouts whereabouts;
  private final PendingTable table;
  private final Term term;
  private final Duration patience;
  private final Duration interval;
  private final Clock clock;
  private final Clock steady;
  private Instant next = Instant.MIN;
  private final Map<String, Instant> begun = new HashMap<>();

  /** {@code steady} is a clock that nobody sets, for looks and patience. */
  Settling(
      Enquiry enquiry,
      Whereabouts whereabouts,
      PendingTable table,
      Term term,
      Duration patience,
      Duration interval,
      Clock clock,
      Clock steady) {
    this.enquiry = enquiry;
    this.whereabouts = whereabouts;
    this.table = table;
    this.term = term;
    this.patience = patience;
    this.interval = interval;
    this.clock = clock;
    this.steady = steady;
  }

  /**
   * The circumstances of facts, and what is to be stored with them.
   *
   * @param seen by fact
   * @param pending by device, of those of which something can be known
   */
  record Circumstances(Map<Fact, Observation> seen, Map<String, State> pending) {
    Observation of(Fact fact, String source) {
      return seen.getOrDefault(fact, Observation.by(source));
    }

    /** From now on these devices are looked at; part of the transaction that stores the facts. */
    void store(Connection connection, PendingTable table, Instant at) throws SQLException {
      for (var each : pending.entrySet()) {
        State state = each.getValue();
        table.begin(connection, each.getKey(), state.waitsFor(), state.bootTime(), at);
      }
    }
  }

  /** What a device waits for. */
  record State(boolean known, List<String> waitsFor, Optional<Instant> bootTime) {}

  /**
   * Looks at the devices that arrive somewhere; asks nobody where none does.
   *
   * @param since when a device was last told to be somewhere else, where it was
   */
  synchronized Circumstances at(
      Collection<Fact> facts, String source, Function<String, Optional<Instant>> since) {
    List<Fact> arrivals = facts.stream().filter(Fact::arrives).toList();
    Map<Fact, Observation> seen = new HashMap<>();
    Map<String, State> pending = new HashMap<>();
    if (arrivals.isEmpty()) return new Circumstances(seen, pending);
    Look look = enquiry.look(arrivals.stream().map(fact -> fact.placement().device()).toList());
    for (Fact fact : arrivals) {
      Device device = fact.placement().device();
      State state = state(device, look);
      Optional<String> mover = mover(fact, look, since.apply(device.identity()));
      seen.put(fact, new Observation(source, mover, state.waitsFor()));
      if (!state.known()) continue;
      pending.put(device.identity(), state);
      begun.put(device.identity(), steady.instant());
    }
    return new Circumstances(seen, pending);
  }

  /** Whoever made a task of the last day that moves it as it moved, since it moved before. */
  private Optional<String> mover(Fact fact, Look look, Optional<Instant> since) {
    Instant day = clock.instant().minus(A_DAY);
    Instant after = since.filter(at -> at.isAfter(day)).orElse(day);
    Device device = fact.placement().device();
    Container to = fact.placement().container();
    return look.tasks().flatMap(all -> all.mover(device, fact.origin(), to, after));
  }

  /**
   * Looks again at all devices that have not settled yet, at most once an interval. An answer that
   * failed to come is no look, nor is one that does not say of a configuration out of sync what has
   * become of it.
   */
  synchronized void review() {
    Instant now = steady.instant();
    if (now.isBefore(next)) return;
    next = now.plus(interval.multipliedBy(9).dividedBy(10));
    List<Pending> open = open();
    if (open.isEmpty()) return;
    Look look = enquiry.look(open.stream().map(each -> whereabouts.device(each.device())).toList());
    if (!look.whole()) return;
    Map<String, State> states = new HashMap<>();
    for (Pending each : open) {
      Device device = whereabouts.device(each.device());
      boolean waits = each.waitsFor().contains(CONFIGURATION);
      if (waits && synced(device, look).isEmpty()) continue;
      states.put(each.device(), state(device, look));
    }
    term.write(
        connection -> {
          for (var each : states.entrySet()) {
            State state = each.getValue();
            table.look(
                connection, each.getKey(), state.waitsFor(), state.bootTime(), clock.instant());
          }
          return null;
        });
  }

  /** Nobody waits longer than that for a device, so nobody needs to look at it longer. */
  private List<Pending> open() {
    Instant now = steady.instant();
    List<Pending> unsettled =
        table.all().values().stream().filter(each -> !each.settled()).toList();
    begun.keySet().retainAll(unsettled.stream().map(Pending::device).collect(toSet()));
    unsettled.forEach(each -> begun.putIfAbsent(each.device(), now));
    return unsettled.stream().filter(each -> patient(each, now)).toList();
  }

  private boolean patient(Pending each, Instant now) {
    return now.isBefore(begun.get(each.device()).plus(patience));
  }

  private State state(Device device, Look look) {
    Optional<Instant> bootTime = whereabouts.condition(device.identity()).bootTime();
    Optional<Boolean> synced = synced(device, look);
    Optional<String> streaming = device.streamingStatus();
    List<String> waitsFor = new ArrayList<>();
    if (look.open(device)) waitsFor.add("task");
    if (synced.filter(good -> !good).isPresent()) waitsFor.add(CONFIGURATION);
    if (streaming.filter(text -> !text.equalsIgnoreCase("active")).isPresent()) {
      waitsFor.add("streaming");
    }
    boolean known =
        look.tasks().isPresent()
            || synced.isPresent()
            || streaming.isPresent()
            || bootTime.isPresent();
    return new State(known || !waitsFor.isEmpty(), waitsFor, bootTime);
  }

  private Optional<Boolean> synced(Device device, Look look) {
    return look.synced(device, whereabouts.condition(device.identity()).compliance());
  }
}
