package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds what may be claimed on a reader, so that the one writer that all functions share looks at
 * those few deliveries only. However many wait, of however many subjects, one look costs about the
 * same: it goes on where the one before ended. Thread-safe.
 */
final class Candidates {
  /** How many of the oldest are looked at one by one. */
  private static final int OLDEST = 1000;

  /** How many subjects are looked at together, and how many in one look. */
  private static final int STRIDE = 200;

  private static final int FARTHEST = 1000;

  private static final String FIRST = "";

  private static final String READ =
      "select d.seq from deliveries d where d.function = ? and d.state = 'waiting' and ";

  private static final String AMONG_OLDEST =
      " and d.seq <= (select max(seq) from (select seq from deliveries where function = ?"
          + (" and state = 'waiting' order by seq limit " + OLDEST + ") as oldest)");

  private static final String MORE =
      "select 1 from deliveries where function = ? and state = 'waiting' order by seq limit 1"
          + (" offset " + OLDEST);

  /** Steps from subject to subject, however many deliveries each has. */
  private static final String HEADS =
      "with recursive subjects(subject, n) as ("
          + "select (select subject from deliveries where function = ? and state = 'waiting'"
          + " and subject > ? order by subject limit 1), 1"
          + " union all"
          + " select (select n.subject from deliveries n where n.function = ?"
          + " and n.state = 'waiting' and n.subject > s.subject order by n.subject limit 1), s.n + 1"
          + (" from subjects s where s.subject is not null and s.n < " + STRIDE + ")")
          + " select s.subject, (select e.seq from deliveries e where e.function = ?"
          + " and e.state = 'waiting' and e.subject = s.subject order by e.seq limit 1)"
          + " from subjects s where s.subject is not null";

  private static final String OLDEST_FIRST = " order by d.seq limit ?";

  private final Database database;
  private final Map<String, String> reached = new ConcurrentHashMap<>();

  Candidates(Database database) {
    this.database = database;
  }

  private record Head(String subject, long seq) {}

  /**
   * The oldest delivery of subjects for which that condition on {@code d} holds: first of those
   * among the oldest of all, where most often they are.
   */
  List<Long> heads(String function, String ready, List<Object> values, int most) {
    String oldest = READ + ready + AMONG_OLDEST + OLDEST_FIRST;
    return database.read(
        connection -> {
          List<Object> after = List.of(function, most);
          Set<Long> found =
              new LinkedHashSet<>(seqs(connection, oldest, List.of(function), values, after));
          boolean enough = found.size() == most || Sql.number(connection, MORE, function) == 0;
          if (!enough) farther(connection, function, ready, values, most, found);
          return List.copyOf(found);
        });
  }

  /** Adds what is found among some subjects, beginning where the last look ended. */
  private void farther(
      Connection connection,
      String function,
      String ready,
      List<Object> values,
      int most,
      Set<Long> found)
      throws SQLException {
    String at = reached.getOrDefault(function, FIRST);
    for (int seen = 0; seen < FARTHEST && found.size() < most; seen += STRIDE) {
      List<Head> heads = heads(connection, function, at);
      Set<Long> good = ready(connection, heads, ready, values);
      at = heads.size() < STRIDE ? FIRST : heads.get(STRIDE - 1).subject();
      for (Head each : heads) {
        if (good.contains(each.seq())) found.add(each.seq());
        if (found.size() < most) continue;
        at = each.subject();
        break;
      }
    }
    reached.put(function, at);
  }

  private static List<Head> heads(Connection connection, String function, String after)
      throws SQLException {
    return Sql.rows(
        connection,
        HEADS,
        row -> new Head(row.getString(1), row.getLong(2)),
        function,
        after,
        function,
        function);
  }

  private static Set<Long> ready(
      Connection connection, List<Head> heads, String ready, List<Object> values)
      throws SQLException {
    if (heads.isEmpty()) return Set.of();
    List<Long> seqs = padded(heads.stream().map(Head::seq).toList());
    String sql = "select d.seq from deliveries d where " + among(seqs) + " and ";
    return Set.copyOf(seqs(connection, sql + ready, seqs, values, List.of()));
  }

  /** The oldest deliveries for which that condition on {@code d} holds. */
  List<Long> any(String function, String ready, List<Object> values, int most) {
    String sql = READ + ready + OLDEST_FIRST;
    return database.read(c -> seqs(c, sql, List.of(function), values, List.of(most)));
  }

  /**
   * Those keys, the last of them repeated until there are as many as a power of two: so few
   * conditions differ that their statements are prepared once.
   */
  static List<Long> padded(List<Long> seqs) {
    List<Long> padded = new ArrayList<>(seqs);
    int size = Integer.highestOneBit(Math.max(1, 2 * seqs.size() - 1));
    while (padded.size() < size) padded.add(seqs.get(seqs.size() - 1));
    return padded;
  }

  /** The condition that it is one of so many, by its key whatever other index there is. */
  static String among(List<Long> padded) {
    return "d.seq in (" + String.join(",", Collections.nCopies(padded.size(), "?")) + ")";
  }

  private static List<Long> seqs(
      Connection connection, String sql, List<?> before, List<?> values, List<?> after)
      throws SQLException {
    List<Object> all = new ArrayList<>(before);
    all.addAll(values);
    all.addAll(after);
    return Sql.rows(connection, sql, row -> row.getLong(1), all.toArray());
  }
}
