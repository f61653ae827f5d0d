package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What functions were told, or will be, of each CloudVision event: all states of an event have one
 * identity.
 *
 * <p>Every method is part of the caller's transaction.
 */
public final class HoldTable {
  private static final String UNTRIED =
      " state = 'waiting' and attempts = 0 and first_attempt_at is null and owner is null"
          + " and function = ? and identity = ?";

  private final Database database;
  private final Clock clock;

  /** What that state remembers of it. */
  public HoldTable(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whether the function is told of that CloudVision event already. */
  public boolean told(Connection connection, String function, String identity) throws SQLException {
    String sql = "select count(*) from told where function = ? and identity = ?";
    return Sql.number(connection, sql, function, identity) > 0;
  }

  /** From now on it is; the id of the event is kept where that is the first of its states. */
  public void tell(Connection connection, String function, String identity, String id)
      throws SQLException {
    String sql =
        "insert into told (function, identity, at, first_id) values (?, ?, ?, ?)"
            + " on conflict (function, identity) do update set at = excluded.at";
    Sql.update(connection, sql, function, identity, clock.millis(), id);
  }

  /** How long the earlier states of the event are kept back still. */
  public Duration left(Connection connection, String function, String identity)
      throws SQLException {
    String sql = "select max(next_at) from deliveries where" + UNTRIED;
    long until = Sql.number(connection, sql, function, identity);
    return Duration.ofMillis(Math.max(0, until - database.clock().millis()));
  }

  /**
   * Withholds all states of an event that was resolved then, if that is soon enough, and nothing
   * was tried yet; says how many. Where the delivery of the first state was forgotten meanwhile,
   * the function was told.
   */
  public int withhold(
      Connection connection,
      String function,
      String identity,
      OffsetDateTime resolved,
      Duration hold)
      throws SQLException {
    String all =
        "select m.body from deliveries d join messages m on m.seq = d.message"
            + " where d.function = ? and d.identity = ? and d.state <> 'withheld' order by d.seq";
    List<CloudEvent> events =
        Sql.rows(connection, all, row -> Outbox.event(row.getString(1)), function, identity);
    if (events.isEmpty() || !soon(events.get(0), resolved, hold)) return 0;
    if (!isFirst(connection, function, identity, events.get(0).getId())) return 0;
    List<Long> marked = mark(connection, function, identity, hold);
    if (marked.size() == events.size()) {
      String forget = "delete from told where function = ? and identity = ?";
      Sql.update(connection, forget, function, identity);
      return marked.size();
    }
    for (long each : marked) unmark(connection, each);
    return 0;
  }

  private static boolean isFirst(Connection connection, String function, String identity, String id)
      throws SQLException {
    String sql = "select count(*) from told where function = ? and identity = ? and first_id = ?";
    return Sql.number(connection, sql, function, identity, id) > 0;
  }

  private static boolean soon(CloudEvent raised, OffsetDateTime resolved, Duration hold) {
    OffsetDateTime time = raised.getTime();
    if (time == null || resolved == null) return false;
    return Duration.between(time, resolved).compareTo(hold) < 0;
  }

  private List<Long> mark(Connection connection, String function, String identity, Duration hold)
      throws SQLException {
    String sql = "update deliveries set state = 'withheld', ended_at = ?, detail = ? where";
    String why = "resolved within " + hold.toSeconds() + "s";
    return Sql.rows(
        connection,
        sql + UNTRIED + " returning seq",
        row -> row.getLong(1),
        clock.millis(),
        why,
        function,
        identity);
  }

  /** Another of them is on its way, so this one is told; what was withheld before stays so. */
  private static void unmark(Connection connection, long seq) throws SQLException {
    String sql =
        "update deliveries set state = 'waiting', ended_at = null, detail = null where seq = ?";
    Sql.update(connection, sql, seq);
  }
}
