package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what may be claimed on a reader, so that the one writer that all functions share looks at
 * those few deliveries only.
 */
final class Candidates {
  /** How many of the oldest are looked at one by one. */
  private static final int OLDEST = 1000;

  private static final String READ =
      "select d.seq from deliveries d where d.function = ? and d.state = 'waiting' and ";

  private static final String AMONG_OLDEST =
      " and d.seq <= (select max(seq) from (select seq from deliveries where function = ?"
          + (" and state = 'waiting' order by seq limit " + OLDEST + ") as oldest)");

  /** Steps from subject to subject, however many deliveries each has. */
  private static final String HEADS =
      "with recursive subjects(subject) as ("
          + "select (select subject from deliveries where function = ? and state = 'waiting'"
          + " order by subject limit 1)"
          + " union all"
          + " select (select n.subject from deliveries n where n.function = ?"
          + " and n.state = 'waiting' and n.subject > s.subject order by n.subject limit 1)"
          + " from subjects s where s.subject is not null),"
          + " heads(seq) as (select (select e.seq from deliveries e where e.function = ?"
          + " and e.state = 'waiting' and e.subject = s.subject order by e.seq limit 1)"
          + " from subjects s where s.subject is not null)"
          + " select d.seq from heads h join deliveries d on d.seq = h.seq where ";

  private static final String OLDEST_FIRST = " order by d.seq limit ?";

  private Candidates() {}

  /**
   * The oldest delivery of subjects for which that condition on {@code d} holds; most often they
   * are among the oldest of all.
   */
  static List<Long> heads(
      Connection connection, String function, String ready, List<Object> values, int most)
      throws SQLException {
    String oldest = READ + ready + AMONG_OLDEST + OLDEST_FIRST;
    List<Long> found = seqs(connection, oldest, List.of(function), values, List.of(function, most));
    if (found.size() == most) return found;
    List<Object> thrice = List.of(function, function, function);
    return seqs(connection, HEADS + ready + OLDEST_FIRST, thrice, values, List.of(most));
  }

  /** The oldest deliveries for which that condition on {@code d} holds. */
  static List<Long> any(
      Connection connection, String function, String ready, List<Object> values, int most)
      throws SQLException {
    String sql = READ + ready + OLDEST_FIRST;
    return seqs(connection, sql, List.of(function), values, List.of(most));
  }

  /** The condition that it is one of those, by its key whatever other index there is. */
  static String among(List<Long> seqs) {
    return "d.seq in (" + seqs.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
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
