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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes deliveries out of the outbox for an attempt, so that no other replica tries the same.
 *
 * <p>A claim is a lease (see {@link Leases}), so a transaction is never held over HTTP. Of one
 * function and subject only the oldest can be claimed, or, for a batch, the oldest few together.
 */
public final class Claims {
  /** A time planned by a clock that was ahead by more than this was planned before it was set. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** What keeps a delivery, or an earlier one of its subject, from being tried now. */
  private static final String LATER =
      "(%1$s.next_at > ? and %1$s.planned_at <= ?"
          + " or %1$s.owner is not null"
          + " or exists (select 1 from quiets q where q.seq = %1$s.quiet and q.ended_at is null"
          + " and q.until_at > ?))";

  /** What has waited for its device to settle for long enough, or was tried, is told as it is. */
  private static final String SETTLED =
      " and (d.attempts > 0 or d.planned_at <= ? or d.planned_at > ?"
          + (" or not exists (select 1 from pending p where p.device = d.subject"
              + " and p.settled_looks < ")
          + PendingTable.SETTLED_LOOKS
          + "))";

  private static final String READY =
      "not "
          + LATER.formatted("d")
          + SETTLED
          + " and not exists (select 1 from deliveries e where e.function = d.function"
          + " and e.subject = d.subject and e.state = 'waiting' and e.seq < d.seq %s)";

  private static final String ALONE = READY.formatted("");

  /** In a batch, an earlier delivery of the subject may go along, but must not be left behind. */
  private static final String TOGETHER = READY.formatted("and " + LATER.formatted("e"));

  private static final String SELECT =
      "select d.seq, d.function, d.async, d.subject, d.attempts, d.first_attempt_at,"
          + " m.body, m.size, m.depth, m.created_at, d.tried_for"
          + " from deliveries d join messages m on m.seq = d.message"
          + " where d.state = 'waiting' and %s and %s order by d.seq";

  private final Database database;
  private final Candidates candidates;
  private final Clock clock;
  private final String owner;
  private final Duration settleTimeout;
  private final Map<Long, Long> inFlight = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  /** Claims in the name of {@code owner}. */
  public Claims(Database database, Clock clock, String owner, Duration settleTimeout) {
    this.database = database;
    this.candidates = new Candidates(database);
    this.clock = clock;
    this.owner = owner;
    this.settleTimeout = settleTimeout;
  }

  /**
   * Claims the heads of at most {@code most} subjects.
   *
   * @param settled whether the function waits for devices to settle
   */
  public List<Delivery> claim(String function, int most, boolean settled) {
    List<Object> values = values(settled);
    List<Long> found = candidates.heads(function, ALONE, values, most);
    return claim(found, ALONE, values, connection -> true, Long.MAX_VALUE);
  }

  /**
   * Claims the oldest few for one batch, as many as {@code bytes} hold, but one at least; none
   * while another batch of the function is on its way.
   */
  public List<Delivery> claimBatch(String function, int most, long bytes, boolean settled) {
    List<Object> values = together(settled);
    List<Long> found = candidates.any(function, TOGETHER, values, most);
    return claim(found, TOGETHER, values, connection -> aloneWith(connection, function), bytes);
  }

  /**
   * Claims one head: of the first subject behind that delivery, else of the first of all.
   *
   * @param batches whether it counts as a batch, of which there is one at a time
   */
  public List<Delivery> claimNext(String function, long after, boolean batches, boolean settled) {
    List<Object> values = values(settled);
    List<Object> behind = new ArrayList<>(values);
    behind.add(after);
    String ready = ALONE + " and d.seq > ?";
    List<Long> found = candidates.heads(function, ready, behind, 1);
    if (found.isEmpty() && after > 0) return claimNext(function, 0, batches, settled);
    return claim(found, ALONE, values, c -> !batches || aloneWith(c, function), Long.MAX_VALUE);
  }

  private List<Object> together(boolean settled) {
    List<Object> values = values(settled);
    values.addAll(later());
    return values;
  }

  private List<Object> values(boolean settled) {
    long now = database.clock().millis();
    List<Object> values = new ArrayList<>(later());
    values.add(settled ? now - settleTimeout.toMillis() : Long.MAX_VALUE);
    values.add(now + SKEW.toMillis());
    return values;
  }

  private List<Object> later() {
    long now = database.clock().millis();
    return List.of(now, now + SKEW.toMillis(), clock.millis());
  }

  private boolean aloneWith(Connection connection, String function) throws SQLException {
    String onTheirWay =
        "select count(*) from deliveries where function = ? and state = 'waiting'"
            + " and owner is not null";
    return database.dialect().claimsAlone(connection, function)
        && Sql.number(connection, onTheirWay, function) == 0;
  }

  /** What a batch could hold by now: how many, and for how long the oldest has been due. */
  public record Due(int count, Duration since) {}

  /** Counts what is due for a function, no further than {@code most}. */
  public Due due(String function, int most, boolean settled) {
    List<Long> found = candidates.any(function, TOGETHER, together(settled), most);
    if (found.isEmpty()) return new Due(0, Duration.ZERO);
    List<Long> among = Candidates.padded(found);
    String sql = "select count(*), min(next_at) from deliveries d where " + Candidates.among(among);
    return database.read(c -> Sql.first(c, sql, this::due, among.toArray())).orElseThrow();
  }

  private Due due(ResultSet row) throws SQLException {
    long since = database.clock().millis() - row.getLong(2);
    return new Due(row.getInt(1), Duration.ofMillis(since));
  }

  /** Whether this transaction may claim. */
  private interface Permission {
    boolean given(Connection connection) throws SQLException;
  }

  /** What was found on a reader is looked at again, since others claim as well. */
  private List<Delivery> claim(
      List<Long> found, String ready, List<Object> conditions, Permission permission, long bytes) {
    if (found.isEmpty()) return List.of();
    List<Long> keys = Candidates.padded(found);
    String among = Candidates.among(keys);
    String sql = SELECT.formatted(among, ready) + database.dialect().claimSuffix();
    List<Object> values = new ArrayList<>(keys);
    values.addAll(conditions);
    List<Delivery> claimed = new ArrayList<>();
    long claim = next();
    try {
      return database.writeSoon(
          connection -> {
            finished(claimed);
            claimed.clear();
            if (!permission.given(connection)) return List.of();
            List<Delivery> still =
                Sql.rows(connection, sql, row -> delivery(row, claim), values.toArray());
            claimed.addAll(fitting(still, bytes));
            if (!claimed.isEmpty()) lease(connection, claimed, claim);
            return List.copyOf(claimed);
          });
    } catch (StateException failed) {
      finished(claimed);
      throw failed;
    }
  }

  /** The time, and later than that of every claim before: each is known by it. */
  private long next() {
    return last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
  }

  /** Whether anything waits for the function, be it on its way. */
  public boolean waits(String function) {
    String sql = "select 1 from deliveries where function = ? and state = 'waiting' limit 1";
    return database.read(c -> Sql.number(c, sql, function)) > 0;
  }

  String owner() {
    return owner;
  }

  /** Whether this process has it on its way. */
  boolean inFlight(long seq) {
    return inFlight.containsKey(seq);
  }

  /** Those attempts are over, and what became of them is stored. */
  public void finished(List<Delivery> claimed) {
    claimed.forEach(each -> inFlight.remove(each.seq(), each.claim()));
  }

  /** A subject's later delivery never goes without its earlier one. */
  private static List<Delivery> fitting(List<Delivery> found, long bytes) {
    List<Delivery> fitting = new ArrayList<>();
    Set<String> cut = new HashSet<>();
    long size = 0;
    for (Delivery each : found) {
      boolean alike = each.async() == found.get(0).async();
      boolean fits = fitting.isEmpty() || (alike && size + each.message().bytes() <= bytes);
      if (!fits || cut.contains(each.subject())) {
        cut.add(each.subject());
      } else {
        fitting.add(each);
        size += each.message().bytes();
      }
    }
    return fitting;
  }

  private void lease(Connection connection, List<Delivery> claimed, long claim)
      throws SQLException {
    List<Long> keys = Candidates.padded(claimed.stream().map(Delivery::seq).toList());
    keys.forEach(each -> inFlight.put(each, claim));
    List<Object> values = new ArrayList<>(List.of(owner, claim, claim));
    values.addAll(keys);
    Sql.update(
        connection,
        "update deliveries as d set owner = ?, claimed_at = ?, attempts = attempts + 1,"
            + " first_attempt_at = coalesce(first_attempt_at, ?) where "
            + Candidates.among(keys),
        values.toArray());
  }

  private static Delivery delivery(ResultSet row, long claim) throws SQLException {
    long firstAttempt = row.getLong(6);
    return new Delivery(
        row.getLong(1),
        row.getString(2),
        row.getInt(3) != 0,
        row.getString(4),
        Outbox.message(row.getString(7), row.getInt(8)),
        row.getInt(5) + 1,
        Instant.ofEpochMilli(firstAttempt == 0 ? claim : firstAttempt),
        Duration.ofMillis(row.getLong(11)),
        row.getInt(9),
        Instant.ofEpochMilli(row.getLong(10)),
        claim);
  }
}
