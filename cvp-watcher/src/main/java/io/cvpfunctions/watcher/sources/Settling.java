package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.cloudvision.Tasks;
import io.cvpfunctions.watcher.placements.Condition;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Observation;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PendingTable.Pending;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.streams.StreamEnd;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is still pending on devices that have just arrived somewhere, and looks again until
 * nothing is. Asks CloudVision only while there are such devices. Thread-safe.
 *
 * <p>Pending are open tasks, a configuration that is not the designed one, and a device that does
 * not stream. What cannot be known holds nothing up.
 */
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  /** Codes that say the running configuration is not the designed one (facts: CloudVision B8). */
  private static final Set<Integer> OUT_OF_SYNC = Set.of(1, 3, 8, 9);

  private final Supplier<Optional<Tasks>> tasks;
  private final Function<Collection<String>, Map<String, Boolean>> inSync;
  private final Whereabouts whereabouts;
  private final PendingTable table;
  private final Term term;
  private final Duration patience;
  private final Duration interval;
  private final Clock clock;
  private Instant reviewed = Instant.EPOCH;
  private boolean failed;
  private final Map<String, Instant> begun = new HashMap<>();
  private final Map<String, String> complaints = new HashMap<>();

  /**
   * {@code tasks} lists them all, {@code inSync} says which devices run what was designed for them,
   * as far as it knows.
   */
  Settling(
      Supplier<Optional<Tasks>> tasks,
      Function<Collection<String>, Map<String, Boolean>> inSync,
      Whereabouts whereabouts,
      PendingTable table,
      Term term,
      Duration patience,
      Duration interval,
      Clock clock) {
    this.tasks = tasks;
    this.inSync = inSync;
    this.whereabouts = whereabouts;
    this.table = table;
    this.term = term;
    this.patience = patience;
    this.interval = interval;
    this.clock = clock;
  }

  /** What one look at some devices saw. */
  private record Look(Optional<Tasks> tasks, Map<String, Boolean> inSync) {}

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

  /** Looks at the devices that arrive somewhere; asks nobody where none does. */
  synchronized Circumstances at(Collection<Fact> facts, String source) {
    List<Fact> arrivals = facts.stream().filter(Fact::arrives).toList();
    Map<Fact, Observation> seen = new HashMap<>();
    Map<String, State> pending = new HashMap<>();
    if (arrivals.isEmpty()) return new Circumstances(seen, pending);
    Look look = look(arrivals.stream().map(fact -> fact.placement().device()).toList());
    for (Fact fact : arrivals) {
      Device device = fact.placement().device();
      State state = state(device, look);
      seen.put(fact, new Observation(source, mover(fact, look), state.waitsFor()));
      if (!state.known()) continue;
      pending.put(device.identity(), state);
      begun.put(device.identity(), clock.instant());
    }
    return new Circumstances(seen, pending);
  }

  private static Optional<String> mover(Fact fact, Look look) {
    Device device = fact.placement().device();
    return look.tasks().flatMap(all -> all.mover(device, fact.placement().container()));
  }

  /**
   * Looks again at all devices that have not settled yet, at most once an interval; an answer that
   * failed to come is no look.
   */
  synchronized void review() {
    Instant now = clock.instant();
    boolean soon = now.isBefore(reviewed.plus(interval.multipliedBy(9).dividedBy(10)));
    if (soon && !now.isBefore(reviewed)) return;
    reviewed = now;
    List<String> open = open();
    if (open.isEmpty()) return;
    Look look = look(open.stream().map(whereabouts::device).toList());
    if (failed) return;
    Map<String, State> states = new HashMap<>();
    open.forEach(each -> states.put(each, state(whereabouts.device(each), look)));
    term.write(
        connection -> {
          for (var each : states.entrySet()) {
            State state = each.getValue();
            table.look(connection, each.getKey(), state.waitsFor(), state.bootTime(), now);
          }
          return null;
        });
  }

  /** Nobody waits longer than that for a device, so nobody needs to look at it longer. */
  private List<String> open() {
    Instant now = clock.instant();
    List<String> open = new ArrayList<>();
    for (Pending each : table.all().values()) {
      Instant since = begun.computeIfAbsent(each.device(), any -> now);
      if (!each.settled() && now.isBefore(since.plus(patience))) open.add(each.device());
    }
    begun.keySet().retainAll(new HashSet<>(open));
    return open;
  }

  private Look look(List<Device> devices) {
    List<String> serials =
        devices.stream().map(Device::serialNumber).flatMap(Optional::stream).toList();
    failed = false;
    return new Look(asked("tasks", tasks).flatMap(all -> all), synced(serials));
  }

  private Map<String, Boolean> synced(List<String> serials) {
    return asked("configstatus", () -> inSync.apply(serials)).orElse(Map.of());
  }

  /** What cannot be asked is not known; said once for each reason. */
  private <T> Optional<T> asked(String what, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (CallFailedException | StreamFailedException unanswered) {
      failed |= mayPass(unanswered);
      String why = unanswered.getMessage();
      if (!why.equals(complaints.put(what, why))) {
        LOG.atInfo()
            .addKeyValue("event", "settled.unknown")
            .log("{} cannot be asked, and holds nothing up: {}", what, why);
      }
      return Optional.empty();
    }
  }

  private static boolean mayPass(RuntimeException unanswered) {
    if (unanswered instanceof CallFailedException call) return call.kind() != Kind.OPERATOR;
    StreamEnd.Kind kind = ((StreamFailedException) unanswered).end().kind();
    return kind != StreamEnd.Kind.NOT_OFFERED && kind != StreamEnd.Kind.FORBIDDEN;
  }

  private State state(Device device, Look look) {
    Condition condition = whereabouts.condition(device.identity());
    List<String> waitsFor = new ArrayList<>();
    if (look.tasks().filter(all -> all.open(device)).isPresent()) waitsFor.add("task");
    Optional<Boolean> synced = synced(device, condition, look);
    if (synced.filter(good -> !good).isPresent()) waitsFor.add("configuration");
    Optional<String> streaming = device.streamingStatus();
    if (streaming.filter(text -> !text.equalsIgnoreCase("active")).isPresent()) {
      waitsFor.add("streaming");
    }
    boolean known =
        look.tasks().isPresent()
            || synced.isPresent()
            || streaming.isPresent()
            || condition.bootTime().isPresent();
    return new State(known, waitsFor, condition.bootTime());
  }

  private static Optional<Boolean> synced(Device device, Condition condition, Look look) {
    Boolean summary = device.serialNumber().map(look.inSync()::get).orElse(null);
    if (summary != null) return Optional.of(summary);
    String code = condition.compliance();
    if (!code.matches("\\d{1,4}")) return Optional.empty();
    return Optional.of(!OUT_OF_SYNC.contains(Integer.parseInt(code)));
  }
}
