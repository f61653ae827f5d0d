package io.cvpfunctions.lab.month.stage;

import io.cvpfunctions.lab.month.judge.Letter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the watcher has not delivered: what waits, and what it gave up on. */
final class Outbox {
  private static final String WAITING =
      "select (select count(*) from messages where routed_at is null)"
          + " + (select count(*) from deliveries where state = 'waiting')";
  private static final String DEAD =
      "select d.function, m.id, coalesce(d.detail, '') from deliveries d"
          + " join messages m on m.seq = d.message where d.state = 'dead'";

  private final String url;

  Outbox(Path state) {
    this.url = "jdbc:sqlite:" + state;
  }

  /** Makes something of the row that a result stands on. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** How many events and deliveries wait. */
  long waiting() {
    return query(WAITING, row -> row.getLong(1)).get(0);
  }

  List<Letter> letters() {
    return query(DEAD, row -> new Letter(row.getString(1), row.getString(2), row.getString(3)));
  }

  private <T> List<T> query(String sql, Row<T> row) {
    List<T> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) found.add(row.read(rows));
      return found;
    } catch (SQLException failed) {
      throw new IllegalStateException("the watcher's state cannot be read", failed);
    }
  }
}
