package io.cvpfunctions.watcher.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Placement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The placements of one dimension, as they were last told. A device that is there, though in no
 * place that could be told yet, has a row without a container.
 */
public final class PlacementTable {
  private static final String NOWHERE = "";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Database database;
  private final String dimension;

  /** Placements in that dimension: {@code container}, or {@code tag:<Label>}. */
  public PlacementTable(Database database, String dimension) {
    this.database = database;
    this.dimension = dimension;
  }

  /** Every dimension that a baseline was taken of; part of the caller's transaction. */
  public static List<String> dimensions(Connection connection) throws SQLException {
    String sql = "select dimension from baselines order by dimension";
    return Sql.rows(connection, sql, row -> row.getString(1));
  }

  /** When the baseline was taken, if it was. */
  public Optional<Instant> baseline() {
    String sql = "select at from baselines where dimension = ?";
    return database.read(
        c -> Sql.first(c, sql, row -> Instant.ofEpochMilli(row.getLong(1)), dimension));
  }

  /** Every placement, with the time since when it is so. */
  public List<Stored> all() {
    return database.read(connection -> all(connection, dimension));
  }

  /** The same of that dimension; part of the caller's transaction. */
  public static List<Stored> all(Connection connection, String dimension) throws SQLException {
    String sql =
        "select container, facts, since from placements where dimension = ? and container <> ?"
            + " order by device";
    return Sql.rows(connection, sql, PlacementTable::stored, dimension, NOWHERE);
  }

  /** Devices that are there, though in no place that could be told yet. */
  public List<String> unplaced() {
    String sql = "select device from placements where dimension = ? and container = ?";
    return database.read(c -> Sql.rows(c, sql, row -> row.getString(1), dimension, NOWHERE));
  }

  /** A placement as it was stored. */
  public record Stored(Placement placement, Instant since) {}

  /** From now on there is a baseline; part of the caller's transaction. */
  public void baseline(Connection connection, Instant at) throws SQLException {
    Sql.update(
        connection,
        "insert into baselines (dimension, at) values (?, ?) on conflict (dimension) do nothing",
        dimension,
        at.toEpochMilli());
  }

  /** The device is there now; part of the caller's transaction. */
  public void put(Connection connection, Placement placement, Instant at) throws SQLException {
    String container = placement.container().toJson().toString();
    String facts = placement.device().toJson().toString();
    put(connection, placement.identity(), container, facts, at);
  }

  /** The device is there, in no place that can be told; part of the caller's transaction. */
  public void unplaced(Connection connection, String device, Instant at) throws SQLException {
    put(connection, device, NOWHERE, "{}", at);
  }

  private void put(Connection connection, String device, String container, String facts, Instant at)
      throws SQLException {
    Sql.update(
        connection,
        "insert into placements (dimension, device, container, facts, since)"
            + " values (?, ?, ?, ?, ?) on conflict (dimension, device) do update set"
            + " since = case when placements.container = excluded.container"
            + " then placements.since else excluded.since end,"
            + " container = excluded.container, facts = excluded.facts",
        dimension,
        device,
        container,
        facts,
        at.toEpochMilli());
  }

  /** The device is nowhere any more; part of the caller's transaction. */
  public void remove(Connection connection, String device) throws SQLException {
    String sql = "delete from placements where dimension = ? and device = ?";
    Sql.update(connection, sql, dimension, device);
  }

  /** Where a device is, by dimension; part of the caller's transaction. */
  public static List<Stored> of(Connection connection, String device) throws SQLException {
    String sql =
        "select container, facts, since from placements where device = ? and container <> ?"
            + " order by dimension";
    return Sql.rows(connection, sql, PlacementTable::stored, device, NOWHERE);
  }

  private static Container container(ResultSet row) throws SQLException {
    return DataReader.read(json(row.getString(1)), Container::from);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    Container container = container(row);
    Device device = DataReader.read(json(row.getString(2)), Device::from);
    Instant since = Instant.ofEpochMilli(row.getLong(3));
    return new Stored(new Placement(device, container), since);
  }

  private static JsonNode json(String text) throws SQLException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException damaged) {
      throw new SQLException("a placement in the state is not JSON", damaged);
    }
  }
}
