package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Takes deliveries back from replicas that are no more, and from attempts that never began.
 *
 * <p>A lease is over once this replica has seen it unchanged for as long as an attempt can take, by
 * a clock that nobody sets: neither a clock that jumps nor one that differs from another replica's
 * ends it early. This replica's own is over as soon as it has no such attempt on its way: the
 * answer to the commit of the claim was lost. Not thread-safe.
 */
public final class Leases {
  private static final String RELEASE =
      "update deliveries set owner = null, claimed_at = null where state = 'waiting'";

  private final Database database;
  private final Claims claims;
  private final Duration lease;
  private final LongSupplier nanos;
  private Map<Lease, Long> firstSeen = Map.of();

  /** Watches the leases of all, by those nanoseconds; {@code claims} are this replica's own. */
  public Leases(Database database, Claims claims, Duration lease, LongSupplier nanos) {
    this.database = database;
    this.claims = claims;
    this.lease = lease;
    this.nanos = nanos;
  }

  private record Lease(long seq, String owner, long claim) {}

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
    return over.size() + endLost();
  }

  private List<Lease> others() {
    String sql =
        "select seq, owner, claimed_at from deliveries where state = 'waiting'"
            + " and owner is not null and owner <> ?";
    return database.read(c -> Sql.rows(c, sql, Leases::lease, claims.owner()));
  }

  /** Asks in the writer, where claims are made, so that none is made in between. */
  private int endLost() {
    List<Long> lost = database.read(this::lost);
    if (lost.isEmpty()) return 0;
    return database.write(
        connection -> {
          List<Long> still = lost(connection);
          for (long each : still) Sql.update(connection, RELEASE + " and seq = ?", each);
          return still.size();
        });
  }

  private List<Long> lost(Connection connection) throws SQLException {
    String sql = "select seq from deliveries where state = 'waiting' and owner = ?";
    List<Long> own = Sql.rows(connection, sql, row -> row.getLong(1), claims.owner());
    return own.stream().filter(seq -> !claims.inFlight(seq)).toList();
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(row.getLong(1), row.getString(2), row.getLong(3));
  }

  private void end(Lease over) {
    String sql = RELEASE + " and seq = ? and owner = ? and claimed_at = ?";
    database.write(c -> Sql.update(c, sql, over.seq(), over.owner(), over.claim()));
  }

  /** Ends this replica's own, when it stops. */
  public void endOwn() {
    database.write(c -> Sql.update(c, RELEASE + " and owner = ?", claims.owner()));
  }

  /** Ends every lease; only for a state that no other replica uses. */
  public void endAll() {
    database.write(c -> Sql.update(c, RELEASE + " and owner is not null"));
  }
}
