package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;

/** What has been kept for long enough: looked for on a reader, so that none costs no commit. */
final class Expiry {
  private static final String DELIVERIES =
      "select seq from deliveries where state in ('done', 'dropped', 'withheld')"
          + " and ended_at < ?";

  private static final String MESSAGES =
      "select seq from messages where routed_at < ? and not exists"
          + " (select 1 from deliveries where deliveries.message = messages.seq)";

  private static final String PIECE = " limit 1000)";

  private Expiry() {}

  /** Whether there is anything; {@code alarms} is the time for what functions were told of. */
  static boolean any(Connection connection, long time, long alarms) throws SQLException {
    String sql =
        ("select 1 where exists (" + DELIVERIES + ") or exists (" + MESSAGES + ")")
            + " or exists (select 1 from threads where at < ?)"
            + " or exists (select 1 from told where at < ?)"
            + " or exists (select 1 from quiets where until_at < ?)";
    return Sql.number(connection, sql, time, time, time, alarms, time) > 0;
  }

  /** Deletes a piece of it; says how many deliveries. */
  static int delete(Connection connection, long time, long alarms) throws SQLException {
    String deliveries = "delete from deliveries where seq in (" + DELIVERIES + PIECE;
    int gone = Sql.update(connection, deliveries, time);
    Sql.update(connection, "delete from messages where seq in (" + MESSAGES + PIECE, time);
    Sql.update(connection, "delete from threads where at < ?", time);
    Sql.update(connection, "delete from told where at < ?", alarms);
    Sql.update(connection, "delete from quiets where until_at < ?", time);
    return gone;
  }
}
