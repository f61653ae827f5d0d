package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Windows during which people do not want to hear of a container, or of a device. */
public final class QuietTable {
  private static final String SELECT =
      "select seq, kind, name, from_at, until_at, reason, ended_at from quiets";

  private final Database database;
  private final Clock clock;

  /** Windows of that state. */
  public QuietTable(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a window is about. */
  public enum Kind {
    CONTAINER,
    DEVICE
  }

  /**
   * One window.
   *
   * @param name of the container or device, or a glob
   * @param ended when a person ended it before its time
   */
  public record Quiet(
      long number,
      Kind kind,
      String name,
      Instant from,
      Instant until,
      String reason,
      Optional<Instant> ended) {
    /** Whether it goes on at that time. */
    public boolean active(Instant now) {
      return ended.isEmpty() && now.isBefore(until);
    }
  }

  /** Begins one; returns its number. Whatever is planned later is planned with it in mind. */
  public long add(Kind kind, String name, Duration time, String reason) {
    String sql =
        "insert into quiets (kind, name, from_at, until_at, reason) values (?, ?, ?, ?, ?)"
            + " returning seq";
    return database.write(
        c -> {
          database.dialect().lockOutbox(c);
          long now = clock.millis();
          return Sql.first(
                  c,
                  sql,
                  row -> row.getLong(1),
                  kind.name(),
                  name,
                  now,
                  now + time.toMillis(),
                  reason)
              .orElseThrow();
        });
  }

  /** Every window, the oldest first. */
  public List<Quiet> all() {
    return database.read(c -> Sql.rows(c, SELECT + " order by seq", QuietTable::quiet));
  }

  /** Those that go on; part of the caller's transaction. */
  public List<Quiet> active(Connection connection) throws SQLException {
    String going = SELECT + " where ended_at is null and until_at > ? order by seq";
    return Sql.rows(connection, going, QuietTable::quiet, clock.millis());
  }

  /** Ends one before its time; says whether it went on. */
  public boolean end(long number) {
    String sql =
        "update quiets set ended_at = ? where seq = ? and ended_at is null and until_at > ?";
    long now = clock.millis();
    return database.write(c -> Sql.update(c, sql, now, number, now)) > 0;
  }

  /** How many deliveries wait for the end of a window. */
  public long waiting(long number) {
    String sql = "select count(*) from deliveries where state = 'waiting' and quiet = ?";
    return database.read(c -> Sql.number(c, sql, number));
  }

  private static Quiet quiet(ResultSet row) throws SQLException {
    long ended = row.getLong(7);
    return new Quiet(
        row.getLong(1),
        Kind.valueOf(row.getString(2)),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)));
  }
}
