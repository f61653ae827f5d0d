package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lanes' side of the outbox: claims deliveries for an attempt, and records what became of it.
 *
 * <p>A claim is a lease that ends by itself, so a transaction is never held over HTTP. Of one
 * function and subject only the oldest can be claimed, or, for a batch, the oldest few together.
 * What takes a connection is part of the caller's transaction.
 */
public final class Deliveries {
  private static final int DETAIL = 1024;
  private static final String CLAIMABLE =
      "select d.seq, d.function, d.async, d.subject, d.attempts, d.first_attempt_at,"
          + " m.body, m.size, m.depth, m.created_at"
          + " from deliveries d join messages m on m.seq = d.message"
          + " where d.function = ? and d.state = 'waiting' and d.next_at <= ?"
          + " and (d.owner is null or d.lease_until < ?)"
          + " and not exists (select 1 from deliveries e where e.function = d.function"
          + " and e.subject = d.subject and e.state = 'waiting' and e.seq < d.seq %s)"
          + " order by d.seq limit ?";
  private static final String ALONE = CLAIMABLE.formatted("");

  /** In a batch, an earlier delivery of the subject may go along, but must not be left behind. */
  private static final String TOGETHER =
      CLAIMABLE.formatted("and (e.next_at > ? or e.lease_until >= ?)");

  private final Database database;
  private final Clock clock;
  private final String owner;
  private final Duration lease;

  /** Claims in the name of {@code owner}, each time for as long as an attempt can take. */
  public Deliveries(Database database, Clock clock, String owner, Duration lease) {
    this.database = database;
    this.clock = clock;
    this.owner = owner;
    this.lease = lease;
  }

  /** Claims the heads of at most {@code most} subjects. */
  public List<Delivery> claim(String function, int most) {
    long now = clock.millis();
    Object[] values = {function, now, now, most};
    return claim(ALONE, Long.MAX_VALUE, values);
  }

  /** Claims the oldest few for one batch, as many as {@code bytes} hold, but one at least. */
  public List<Delivery> claimBatch(String function, int most, long bytes) {
    long now = clock.millis();
    Object[] values = {function, now, now, now, now, most};
    return claim(TOGETHER, bytes, values);
  }

  /** What a batch could hold by now: how many, and since when the oldest is due. */
  public record Due(int count, Instant oldest) {}

  /** Counts what is due for a function, no further than {@code most}. */
  public Due due(String function, int most) {
    String sql =
        "select count(*), min(next_at) from (select next_at from deliveries where function = ?"
            + " and state = 'waiting' and next_at <= ? and owner is null order by seq limit ?)"
            + " as due";
    return database
        .read(
            c ->
                Sql.first(
                    c,
                    sql,
                    row -> new Due(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))),
                    function,
                    clock.millis(),
                    most))
        .orElseThrow();
  }

  /** Looks on a reader first, so that a lane with nothing to do costs no commit. */
  private List<Delivery> claim(String sql, long bytes, Object[] values) {
    boolean none = database.read(c -> Sql.first(c, sql, row -> row.getLong(1), values)).isEmpty();
    if (none) return List.of();
    String suffix = database.dialect().claimSuffix();
    return database.write(
        connection -> {
          List<Delivery> found = Sql.rows(connection, sql + suffix, this::delivery, values);
          List<Delivery> fitting = fitting(found, bytes);
          for (Delivery each : fitting) lease(connection, each);
          return fitting;
        });
  }

  /** A subject's later delivery never goes without its earlier one. */
  private static List<Delivery> fitting(List<Delivery> found, long bytes) {
    List<Delivery> fitting = new ArrayList<>();
    Set<String> cut = new HashSet<>();
    long size = 0;
    for (Delivery each : found) {
      boolean alike = each.async() == found.get(0).async();
      boolean fits = fitting.isEmpty() || (alike && size + each.size() <= bytes);
      if (!fits || cut.contains(each.subject())) {
        cut.add(each.subject());
      } else {
        fitting.add(each);
        size += each.size();
      }
    }
    return fitting;
  }

  private void lease(Connection connection, Delivery each) throws SQLException {
    long now = clock.millis();
    Sql.update(
        connection,
        "update deliveries set owner = ?, lease_until = ?, attempts = ?, first_attempt_at = ?"
            + " where seq = ?",
        owner,
        now + lease.toMillis(),
        each.attempts(),
        each.firstAttempt().toEpochMilli(),
        each.seq());
  }

  private Delivery delivery(ResultSet row) throws SQLException {
    long firstAttempt = row.getLong(6);
    return new Delivery(
        row.getLong(1),
        row.getString(2),
        row.getInt(3) != 0,
        row.getString(4),
        Outbox.event(row.getString(7)),
        row.getLong(8),
        row.getInt(5) + 1,
        Instant.ofEpochMilli(firstAttempt == 0 ? clock.millis() : firstAttempt),
        row.getInt(9),
        Instant.ofEpochMilli(row.getLong(10)));
  }

  /** The function has had it. */
  public void done(Connection connection, Delivery delivery, int status) throws SQLException {
    end(connection, delivery, "done", status, null);
  }

  /** Given up on, and kept with the reason. */
  public void dead(Connection connection, Delivery delivery, int status, String reason)
      throws SQLException {
    end(connection, delivery, "dead", status, reason);
  }

  private void end(
      Connection connection, Delivery delivery, String state, int status, String detail)
      throws SQLException {
    Sql.update(
        connection,
        "update deliveries set state = ?, ended_at = ?, owner = null, lease_until = null,"
            + " status = ?, detail = ? where seq = ? and owner = ?",
        state,
        clock.millis(),
        status,
        capped(detail),
        delivery.seq(),
        owner);
  }

  /** To be tried again then. */
  public void again(Connection connection, Delivery delivery, Instant next, int status, String why)
      throws SQLException {
    Sql.update(
        connection,
        "update deliveries set next_at = ?, owner = null, lease_until = null, status = ?,"
            + " detail = ? where seq = ? and owner = ?",
        next.toEpochMilli(),
        status,
        capped(why),
        delivery.seq(),
        owner);
  }

  /** Back as if it had not been tried: the function never judged it. */
  public void giveBack(Connection connection, Delivery delivery, int status, String why)
      throws SQLException {
    Sql.update(
        connection,
        "update deliveries set attempts = attempts - 1, first_attempt_at ="
            + " case when attempts <= 1 then null else first_attempt_at end,"
            + " owner = null, lease_until = null, status = ?, detail = ?"
            + " where seq = ? and owner = ?",
        status,
        capped(why),
        delivery.seq(),
        owner);
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

  /** Ends the leases of a watcher that is no more; only for a state that nobody else uses. */
  public void releaseAll() {
    database.write(
        connection ->
            Sql.update(
                connection,
                "update deliveries set owner = null, lease_until = null where state = 'waiting'"
                    + " and owner is not null"));
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
