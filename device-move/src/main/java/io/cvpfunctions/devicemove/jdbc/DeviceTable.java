package io.cvpfunctions.devicemove.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code device}: one record a device. Belongs to one transaction. */
final class DeviceTable {
  private static final String INSERT =
      "INSERT INTO device (hostname, fqdn, ip_address, mac_address, model, software_version,"
          + " container, container_key, container_path, status, facts_as_of, place_as_of,"
          + " updated_at, revision, serial, created_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT(serial) DO NOTHING";

  private static final String UPDATE =
      "UPDATE device SET hostname = ?, fqdn = ?, ip_address = ?, mac_address = ?, model = ?,"
          + " software_version = ?, container = ?, container_key = ?, container_path = ?,"
          + " status = ?, facts_as_of = ?, place_as_of = ?, updated_at = COALESCE(?, updated_at),"
          + " revision = ? WHERE serial = ? AND revision = ?";

  private final Database database;
  private final Connection connection;

  DeviceTable(Database database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /** The records of those devices that have one. */
  Map<String, DeviceRecord> find(Collection<String> serials) throws SQLException {
    Map<String, DeviceRecord> found = new HashMap<>();
    String query = "SELECT * FROM device WHERE serial IN (" + Sql.placeholders(serials) + ")";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      Sql.fill(statement, serials);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) found.put(row.getString("serial"), read(row));
      }
    }
    return found;
  }

  private DeviceRecord read(ResultSet row) throws SQLException {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      String value = row.getString(fact.column());
      if (value != null) facts.put(fact, value);
    }
    return new DeviceRecord(
        row.getString("serial"),
        facts,
        new Place(
            row.getString("container"),
            row.getString("container_key"),
            row.getString("container_path")),
        row.getString("status"),
        database.time(row, "facts_as_of"),
        database.time(row, "place_as_of"),
        row.getLong("revision"));
  }

  /** Writes records that were not there; false where somebody else was quicker with one. */
  boolean insert(List<Change> changes, Instant now) throws SQLException {
    if (changes.isEmpty()) return true;
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Change change : changes) {
        columns(new Row(statement), change, now).text(change.after().serial()).time(now).add();
      }
      return eachWroteOne(statement);
    }
  }

  /** Writes over records as they were found; false where somebody else was quicker with one. */
  boolean update(List<Change> changes, Instant now) throws SQLException {
    if (changes.isEmpty()) return true;
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      for (Change change : changes) {
        columns(new Row(statement), change, change.shows() ? now : null)
            .text(change.after().serial())
            .number(change.before().revision())
            .add();
      }
      return eachWroteOne(statement);
    }
  }

  private static Row columns(Row row, Change change, Instant updatedAt) throws SQLException {
    DeviceRecord record = change.after();
    for (Fact fact : Fact.values()) row.text(record.fact(fact));
    Place place = record.place();
    row.text(place.name()).text(place.key()).text(place.path()).text(record.status());
    row.time(record.factsAsOf()).time(record.placeAsOf()).time(updatedAt);
    return row.number(record.revision() + 1);
  }

  private static boolean eachWroteOne(PreparedStatement statement) throws SQLException {
    return Arrays.stream(statement.executeBatch()).allMatch(count -> count == 1);
  }
}
