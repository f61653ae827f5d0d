package io.cvpfunctions.watcher.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Takes deliveries back from replicas that are no more.
 *
 * <p>A lease is over once this replica has seen it unchanged for as long as an attempt can take, by
 * a clock that nobody sets: neither a clock that jumps nor one that differs from another replica's
 * ends it early. Not thread-safe.
 */
public final class Leases {
  private static final String RELEASE =
      "update deliveries set owner = null, claimed_at = null where state = 'waiting'";

  private final Database database;
  private final String owner;
  private final Duration lease;
  private final LongSupplier nanos;
  private Map<Lease, Long> firstSeen = Map.of();

  /** Watches the leases of all but {@code owner}, by those nanoseconds. */
  public Leases(Database database, String owner, Duration lease, LongSupplier nanos) {
    this.database = database;
    this.owner = owner;
    this.lease = lease;
    this.nanos = nanos;
  }

  private record Lease(long seq, String owner, int attempts) {}

  /** Looks at the leases once, and ends those that are over; says how many. */
  public int look() {
    Map<Lease, Long> seen = new HashMap<>();
    for (Lease each : others()) seen.put(each, firstSeen.getOrDefault(each, nanos.getAsLong()));
    firstSeen = seen;
    List<Lease> over =
        seen.keySet().stream()
            .filter(each -> nanos.getAsLong() - seen.get(each) >= lease.toNanos())
            .toList();
    over.forEach(this::end);
    return over.size();
  }

  private List<Lease> others() {
    String sql =
        "select seq, owner, attempts from deliveries where state = 'waiting'"
            + " and owner is not null and owner <> ?";
    return database.read(c -> Sql.rows(c, sql, Leases::lease, owner));
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(row.getLong(1), row.getString(2), row.getInt(3));
  }

  private void end(Lease over) {
    String sql = RELEASE + " and seq = ? and owner = ? and attempts = ?";
    database.write(c -> Sql.update(c, sql, over.seq(), over.owner(), over.attempts()));
  }

  /** Ends this replica's own, when it stops. */
  public void endOwn() {
    database.write(c -> Sql.update(c, RELEASE + " and owner = ?", owner));
  }

  /** Ends every lease; only for a state that no other replica uses. */
  public void endAll() {
    database.write(c -> Sql.update(c, RELEASE + " and owner is not null"));
  }
}
