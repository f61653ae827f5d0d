package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table {@code device}: one record a device. Belongs to one transaction. */
final class DeviceTable {
  private static final String FIELDS =
      Arrays.stream(Column.values())
          .map(column -> column.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));

  private static final String INSERT =
      "INSERT INTO device ("
          + FIELDS
          + ", facts_as_of, place_as_of, updated_at, revision, serial, created_at) VALUES ("
          + Sql.placeholders(Column.values().length + 6)
          + ") ON CONFLICT(serial) DO NOTHING";

  private static final String UPDATE =
      "UPDATE device SET "
          + FIELDS.replace(",", " = ?,")
          + " = ?, facts_as_of = ?, place_as_of = ?, updated_at = COALESCE(?, updated_at),"
          + " revision = ?, serial = ? WHERE serial = ? AND revision = ?";

  private final Database database;
  private final Connection connection;

  DeviceTable(Database database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /** The records that have one of those texts in that column. */
  List<CmdbRecord> find(String column, Collection<String> texts) throws SQLException {
    if (texts.isEmpty()) return List.of();
    String list = " IN (" + Sql.placeholders(texts.size()) + ")";
    return query("SELECT * FROM device WHERE " + column + list, texts);
  }

  /** The records of devices that are in a container. */
  List<CmdbRecord> placed() throws SQLException {
    return query("SELECT * FROM device WHERE container IS NOT NULL", List.of());
  }

  private List<CmdbRecord> query(String query, Collection<String> texts) throws SQLException {
    List<CmdbRecord> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      Sql.fill(statement, texts);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) found.add(read(row));
      }
    }
    return found;
  }

  private CmdbRecord read(ResultSet row) throws SQLException {
    Map<Field, String> values = new EnumMap<>(Field.class);
    for (Column column : Column.values()) {
      values.put(column.field(), row.getString(column.name()));
    }
    values.put(Field.SERIAL, row.getString("serial"));
    values.put(Field.FACTS_AS_OF, database.time(row, "facts_as_of").toString());
    values.put(Field.LAST_MOVE, database.time(row, "place_as_of").toString());
    return CmdbRecord.of(row.getString("serial"), values).asOf(row.getString("revision"));
  }

  /** Writes records that were not there; false where somebody else was quicker with one. */
  boolean insert(List<Change> changes, Instant now) throws SQLException {
    if (changes.isEmpty()) return true;
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Change change : changes) {
        CmdbRecord made = change.after().orElseThrow();
        columns(new Row(statement), made, now)
            .number(1)
            .text(made.text(Field.SERIAL))
            .time(now)
            .add();
      }
      return eachWroteOne(statement);
    }
  }

  /** Writes over records as they were found; false where somebody else was quicker with one. */
  boolean update(List<Change> changes, Instant now) throws SQLException {
    if (changes.isEmpty()) return true;
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      for (Change change : changes) {
        CmdbRecord written = change.after().orElseThrow();
        long revision = Long.parseLong(change.before().version().orElseThrow());
        columns(new Row(statement), written, change.shows() ? now : null)
            .number(revision + 1)
            .text(written.text(Field.SERIAL))
            .text(change.before().id())
            .number(revision)
            .add();
      }
      return eachWroteOne(statement);
    }
  }

  private static Row columns(Row row, CmdbRecord record, Instant updatedAt) throws SQLException {
    for (Column column : Column.values()) row.text(record.get(column.field()));
    row.time(record.time(Field.FACTS_AS_OF)).time(record.time(Field.LAST_MOVE));
    return row.time(updatedAt);
  }

  private static boolean eachWroteOne(PreparedStatement statement) throws SQLException {
    return Arrays.stream(statement.executeBatch()).allMatch(count -> count == 1);
  }
}
