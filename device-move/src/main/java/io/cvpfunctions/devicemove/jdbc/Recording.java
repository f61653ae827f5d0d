package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One transaction's worth of observations: read, decide, write. Used once. */
final class Recording {
  private final DeviceTable devices;
  private final HistoryTable history;
  private final CmdbPolicy policy;
  private final Map<String, Change> changes = new TreeMap<>();
  private final Set<String> recordedBefore = new HashSet<>();
  private final List<Observation> news = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();

  Recording(Database database, Connection connection, CmdbPolicy policy) {
    this.devices = new DeviceTable(database, connection);
    this.history = new HistoryTable(connection);
    this.policy = policy;
  }

  /** Empty where somebody else wrote one of the records in the meantime; then nothing counts. */
  Optional<List<Recorded>> record(List<Observation> observations, Instant now) throws SQLException {
    read(observations);
    List<Recorded> recorded = new ArrayList<>();
    for (Observation observation : observations) recorded.add(decide(observation));
    return write(now) ? Optional.of(recorded) : Optional.empty();
  }

  private void read(List<Observation> observations) throws SQLException {
    Set<String> serials = new HashSet<>();
    Set<String> eventIds = new HashSet<>();
    for (Observation observation : observations) {
      serials.add(observation.serial());
      eventIds.add(observation.eventId());
    }
    Map<String, DeviceRecord> found = devices.find(serials);
    for (String serial : serials) changes.put(serial, new Change(found.get(serial)));
    recordedBefore.addAll(history.recorded(eventIds));
  }

  private Recorded decide(Observation observation) {
    Change change = changes.get(observation.serial());
    if (change.after() != null && recordedBefore.contains(observation.eventId())) {
      return Recorded.of(Action.UNCHANGED).because("this event has been recorded before");
    }
    Recorded recorded = apply(observation, change);
    news.add(observation);
    actions.add(recorded.action());
    if (recorded.action() != Action.PROPOSED) recordedBefore.add(observation.eventId());
    return recorded;
  }

  private Recorded apply(Observation observation, Change change) {
    if (policy.proposes()) return Recorded.of(Action.PROPOSED);
    DeviceRecord before = change.after();
    if (before != null) {
      change.now(before.after(observation));
      boolean same = change.after().saysTheSameAs(before);
      return Recorded.of(same ? Action.UNCHANGED : Action.UPDATED);
    }
    if (!policy.creates(observation)) {
      return Recorded.of(Action.UNCHANGED).because(policy.whyNotCreated(observation));
    }
    change.now(DeviceRecord.first(observation));
    return Recorded.of(Action.CREATED);
  }

  /** New records before old ones, so that nobody waits for a record while others wait for him. */
  private boolean write(Instant now) throws SQLException {
    if (!devices.insert(those(Change::creates), now)) return false;
    if (!devices.update(those(Change::updates), now)) return false;
    if (!news.isEmpty()) history.write(news, actions, now);
    return true;
  }

  private List<Change> those(Predicate<Change> kind) {
    return changes.values().stream().filter(kind).collect(Collectors.toList());
  }
}
