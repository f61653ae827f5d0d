package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Records what became of the attempt that a delivery was claimed for.
 *
 * <p>A replica that has lost its lease has no say: another is trying by then. What takes a
 * connection is part of the caller's transaction.
 */
public final class Deliveries {
  private static final int DETAIL = 1024;

  /** Still leased by the very claim that the attempt was made for. */
  private static final String OURS = " where seq = ? and owner = ? and claimed_at = ?";

  private final Database database;
  private final Clock clock;
  private final String owner;

  /** Records what {@code owner} has claimed. */
  public Deliveries(Database database, Clock clock, String owner) {
    this.database = database;
    this.clock = clock;
    this.owner = owner;
  }

  /** The function has had it; says whether that was still ours to say. */
  public boolean done(Connection connection, Delivery delivery, int status) throws SQLException {
    return end(connection, delivery, "done", status, null);
  }

  /** Given up on, and kept with the reason. */
  public void dead(Connection connection, Delivery delivery, int status, String reason)
      throws SQLException {
    end(connection, delivery, "dead", status, reason);
  }

  private boolean end(
      Connection connection, Delivery delivery, String state, int status, String detail)
      throws SQLException {
    int ended =
        Sql.update(
            connection,
            "update deliveries set state = ?, ended_at = ?, owner = null, claimed_at = null,"
                + " status = ?, detail = ?"
                + OURS,
            state,
            clock.millis(),
            status,
            capped(detail),
            delivery.seq(),
            owner,
            delivery.claim());
    return ended > 0;
  }

  /** To be tried again after a pause, the attempt having taken that long. */
  public void again(
      Connection connection,
      Delivery delivery,
      Duration took,
      Duration pause,
      int status,
      String why)
      throws SQLException {
    long now = database.clock().millis();
    Sql.update(
        connection,
        "update deliveries set next_at = ?, planned_at = ?, tried_for = tried_for + ?,"
            + " owner = null, claimed_at = null, status = ?, detail = ?"
            + OURS,
        now + pause.toMillis(),
        now,
        took.plus(pause).toMillis(),
        status,
        capped(why),
        delivery.seq(),
        owner,
        delivery.claim());
  }

  /** Back as if it had not been tried: the function never judged it. */
  public void giveBack(Connection connection, Delivery delivery, int status, String why)
      throws SQLException {
    String first = "case when first_attempt_at = claimed_at then null else first_attempt_at end";
    back(connection, delivery, first, status, why);
  }

  /** Back at no cost, without an answer: the function may have had it all the same. */
  public void unanswered(Connection connection, Delivery delivery, String why) throws SQLException {
    back(connection, delivery, "first_attempt_at", 0, why);
  }

  private void back(Connection connection, Delivery delivery, String first, int status, String why)
      throws SQLException {
    Sql.update(
        connection,
        "update deliveries set attempts = attempts - 1, first_attempt_at = "
            + first
            + ", owner = null, claimed_at = null, status = ?, detail = ?"
            + OURS,
        status,
        capped(why),
        delivery.seq(),
        owner,
        delivery.claim());
  }

  /** Gives up on all that waits for a function; says how many. */
  public int abandon(String function, String reason) {
    return database.write(
        connection ->
            Sql.update(
                connection,
                "update deliveries set state = 'dead', ended_at = ?, detail = ?"
                    + " where function = ? and state = 'waiting' and owner is null",
                clock.millis(),
                reason,
                function));
  }

  /** The functions that something waits for. */
  public Set<String> functionsWaitedFor() {
    String sql = "select distinct function from deliveries where state = 'waiting'";
    return new HashSet<>(database.read(c -> Sql.rows(c, sql, row -> row.getString(1))));
  }

  private static String capped(String detail) {
    if (detail == null || detail.length() <= DETAIL) return detail;
    return detail.substring(0, DETAIL) + "...";
  }
}
