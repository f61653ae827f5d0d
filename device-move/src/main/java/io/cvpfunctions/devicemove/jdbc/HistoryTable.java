package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.Note;
import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.EventTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table {@code device_move}: one entry an event, for good. Belongs to one transaction. */
final class HistoryTable {
  /** What was only proposed can be done later, when the mode allows it. */
  private static final String INSERT =
      "INSERT INTO device_move (event_id, event_type, serial, hostname, from_container, from_key,"
          + " to_container, to_key, label, detail, moved_by, observed_by, moved_at, link,"
          + " recorded_at, action) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT(event_id) DO UPDATE SET action = excluded.action"
          + " WHERE device_move.action = 'proposed'";

  private static final String UNPROVISIONED =
      "SELECT DISTINCT serial FROM device JOIN device_move USING (serial)"
          + " WHERE event_type = ? AND moved_at >= place_as_of";

  private final Connection connection;

  HistoryTable(Connection connection) {
    this.connection = connection;
  }

  /** Which of these events have been recorded, other than as a proposal. */
  Set<String> recorded(Collection<String> eventIds) throws SQLException {
    String query =
        "SELECT event_id FROM device_move WHERE action <> 'proposed' AND event_id IN ("
            + Sql.placeholders(eventIds.size())
            + ")";
    return texts(query, eventIds);
  }

  /** The devices that were taken out of their container and placed nowhere since. */
  Set<String> unprovisioned() throws SQLException {
    return texts(UNPROVISIONED, List.of(EventTypes.DEVICE_UNPROVISIONED));
  }

  private Set<String> texts(String query, Collection<String> parameters) throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      Sql.fill(statement, parameters);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) found.add(row.getString(1));
      }
    }
    return found;
  }

  /** Writes an entry for each event that has none. */
  void write(List<Note> notes, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      Row row = new Row(statement);
      for (Note note : notes) {
        entry(row, note);
        row.time(now).text(note.action().word()).add();
      }
      statement.executeBatch();
    }
  }

  private static void entry(Row row, Note note) throws SQLException {
    Observation seen = note.observation();
    row.text(seen.eventId()).text(seen.eventType()).text(seen.serial());
    row.text(seen.device().hostname());
    container(row, seen.from());
    container(row, seen.to());
    row.text(seen.to().flatMap(Container::label)).text(detail(note));
    row.text(seen.movedBy()).text(seen.observedBy()).time(seen.at()).text(seen.source());
  }

  private static void container(Row row, Optional<Container> container) throws SQLException {
    row.text(container.map(Container::name)).text(container.flatMap(Container::key));
  }

  /** What changed on the device, and what of the record a person will wonder about. */
  private static Optional<String> detail(Note note) {
    List<String> all = new ArrayList<>();
    note.observation().changed().forEach(field -> all.add(field.toString()));
    all.addAll(note.details());
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
  }
}
