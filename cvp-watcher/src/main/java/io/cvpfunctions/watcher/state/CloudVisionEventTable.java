package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** CloudVision's events as far as they are remembered, and up to when they were seen. */
public final class CloudVisionEventTable {
  private final Database database;

  /** Events of that state. */
  public CloudVisionEventTable(Database database) {
    this.database = database;
  }

  /**
   * One event.
   *
   * @param began with nine digits; with the key it tells events apart
   * @param ended null while it is active
   * @param body the event as CloudVision encodes it, in Base64
   */
  public record Row(
      String key, String began, String status, Instant asOf, Instant ended, String body) {}

  /** What is made of every event remembered; the rows are not kept, since there may be many. */
  public <T> List<T> all(Function<Row, T> make) {
    String sql = "select event_key, began, status, as_of, ended, body from cloudvision_events";
    return database.read(c -> Sql.rows(c, sql, row -> make.apply(row(row))));
  }

  private static Row row(ResultSet row) throws SQLException {
    String ended = row.getString(5);
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.parse(row.getString(4)),
        ended == null ? null : Instant.parse(ended),
        row.getString(6));
  }

  /**
   * Up to when all was heard, and from when on it is news.
   *
   * @param mark by CloudVision's clock
   */
  public record Seen(Instant mark, Instant baseline) {}

  /** Up to when events were seen; empty before the baseline. */
  public Optional<Seen> seen() {
    String sql = "select seen, baseline from cloudvision_events_seen";
    return database.read(
        c ->
            Sql.first(
                c,
                sql,
                row -> new Seen(Instant.parse(row.getString(1)), Instant.parse(row.getString(2)))));
  }

  /** Part of the caller's transaction. */
  public void seen(Connection connection, Seen seen) throws SQLException {
    Sql.update(
        connection,
        "insert into cloudvision_events_seen (only_row, seen, baseline) values (1, ?, ?)"
            + " on conflict (only_row) do update set seen = excluded.seen,"
            + " baseline = excluded.baseline",
        seen.mark().toString(),
        seen.baseline().toString());
  }

  /** Part of the caller's transaction. */
  public void put(Connection connection, Row row) throws SQLException {
    Sql.update(
        connection,
        "insert into cloudvision_events (event_key, began, status, as_of, ended, body)"
            + " values (?, ?, ?, ?, ?, ?) on conflict (event_key, began) do update set"
            + " status = excluded.status, as_of = excluded.as_of, ended = excluded.ended,"
            + " body = excluded.body",
        row.key(),
        row.began(),
        row.status(),
        row.asOf().toString(),
        row.ended() == null ? null : row.ended().toString(),
        row.body());
  }

  /** Part of the caller's transaction. */
  public void remove(Connection connection, String key, String began) throws SQLException {
    String sql = "delete from cloudvision_events where event_key = ? and began = ?";
    Sql.update(connection, sql, key, began);
  }
}
