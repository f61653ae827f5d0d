package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.Action;
import io.cvpfunctions.devicemove.Attempt;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.Finding;
import io.cvpfunctions.devicemove.Keeping;
import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.Recorded;
import io.cvpfunctions.devicemove.Records;
import io.cvpfunctions.devicemove.Terms;
import io.cvpfunctions.remote.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One transaction's worth of observations: all read first, decided, all written last. Used once.
 */
final class Recording implements Records {
  private final Terms terms;
  private final DeviceTable devices;
  private final HistoryTable history;
  private final CmdbPolicy policy;
  private final Map<String, Change> changes = new TreeMap<>();
  private final Map<String, String> heldBy = new HashMap<>();
  private final Map<String, Set<String>> heldByName = new LinkedHashMap<>();
  private final Set<String> recordedBefore = new HashSet<>();
  private final List<Note> notes = new ArrayList<>();

  Recording(Terms terms, Database database, Connection connection, CmdbPolicy policy) {
    this.terms = terms;
    this.devices = new DeviceTable(database, connection);
    this.history = new HistoryTable(connection);
    this.policy = policy;
  }

  /** Empty where somebody else wrote one of the records in the meantime; then nothing counts. */
  Optional<List<Recorded>> record(List<Observation> observations, Instant now, Budget budget)
      throws SQLException {
    read(observations);
    List<Recorded> recorded = new ArrayList<>();
    for (Observation seen : observations) {
      recorded.add(new Keeping(this, policy, seen, budget).write().orElseThrow());
    }
    return write(now) ? Optional.of(recorded) : Optional.empty();
  }

  /** What that would do. */
  List<Attempt> preview(List<Observation> observations, Budget budget) throws SQLException {
    read(observations);
    List<Attempt> previews = new ArrayList<>();
    for (Observation seen : observations) {
      previews.add(Attempt.at(new Finding(this, policy, seen, budget)::preview));
    }
    return previews;
  }

  private void read(List<Observation> observations) throws SQLException {
    Set<String> serials = new HashSet<>();
    Set<String> eventIds = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Observation observation : observations) {
      serials.add(observation.serial());
      eventIds.add(observation.eventId());
      observation.device().hostname().ifPresent(names::add);
    }
    devices.find("serial", serials).forEach(this::hold);
    devices.find("hostname", names).forEach(this::hold);
    recordedBefore.addAll(history.recorded(eventIds));
  }

  private void hold(CmdbRecord record) {
    changes.putIfAbsent(record.text(Field.SERIAL), new Change(record));
    index(record);
  }

  private void index(CmdbRecord record) {
    heldBy.put(record.text(Field.SERIAL), record.id());
    record
        .get(Field.NAME)
        .ifPresent(
            name -> heldByName.computeIfAbsent(key(name), any -> new HashSet<>()).add(record.id()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public List<CmdbRecord> withSerial(String serial, Budget budget) {
    return current(
        record -> record.text(Field.SERIAL).equals(serial),
        Optional.ofNullable(heldBy.get(serial)).map(Set::of).orElse(Set.of()));
  }

  @Override
  public List<CmdbRecord> named(String name, Optional<String> site, Budget budget) {
    return current(
        record ->
            key(record.text(Field.NAME)).equals(key(name))
                && key(record.text(Field.SITE)).equals(key(site.orElse(""))),
        heldByName.getOrDefault(key(name), Set.of()));
  }

  /** A record is held by the serial number that it was read with, or made for. */
  private List<CmdbRecord> current(Predicate<CmdbRecord> which, Set<String> held) {
    return held.stream()
        .map(changes::get)
        .flatMap(change -> change.after().stream())
        .filter(which)
        .collect(Collectors.toList());
  }

  @Override
  public Optional<CmdbRecord> create(Map<Field, String> values, Note why, Budget budget) {
    String serial = values.get(Field.SERIAL);
    CmdbRecord made = CmdbRecord.of(serial, values);
    Change change = new Change(null);
    change.now(made, true);
    changes.put(serial, change);
    index(made);
    return Optional.of(made);
  }

  @Override
  public Optional<CmdbRecord> update(
      CmdbRecord before, Map<Field, String> values, Note why, Budget budget) {
    CmdbRecord now = before.with(values);
    changes.get(before.id()).now(now, why.action() != Action.UNCHANGED);
    index(now);
    return Optional.of(now);
  }

  /** A proposal is written over what was proposed before. */
  @Override
  public boolean hasNote(CmdbRecord record, Note note, Budget budget) {
    return note.action() != Action.PROPOSED && recordedBefore.contains(note.eventId());
  }

  @Override
  public void note(CmdbRecord record, Note note, Budget budget) {
    notes.add(note);
    if (note.action() != Action.PROPOSED) recordedBefore.add(note.eventId());
  }

  @Override
  public boolean notesWithoutRecord() {
    return true;
  }

  /** New records before old ones, so that nobody waits for a record while others wait for him. */
  private boolean write(Instant now) throws SQLException {
    if (!devices.insert(those(Change::creates), now)) return false;
    if (!devices.update(those(Change::updates), now)) return false;
    if (!notes.isEmpty()) history.write(notes, now);
    return true;
  }

  private List<Change> those(Predicate<Change> kind) {
    return changes.values().stream().filter(kind).collect(Collectors.toList());
  }
}
