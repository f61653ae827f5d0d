package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.ledger.book.DeadLetter;
import io.cvpfunctions.lab.ledger.book.Message;
import io.cvpfunctions.lab.ledger.book.Quiet;
import io.cvpfunctions.lab.ledger.book.Receipt;
import io.cvpfunctions.lab.ledger.book.Withheld;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the watcher has written into its database, read as another process would. */
public abstract class State implements AutoCloseable {
  private static final String ENDED =
      "select d.function, m.id, d.detail from deliveries d join messages m on m.seq = d.message"
          + " where d.state = ";

  private Connection locking;

  /** Makes something of the row that the result stands on. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The JDBC address that the watcher is given. */
  abstract String url();

  /** Keeps all others from writing, until the connection is closed. */
  abstract void lock(Connection connection) throws SQLException;

  /** The deliveries that the watcher of that name, killed just now, had begun and not ended. */
  abstract Set<String> inFlight(String owner);

  /** Ends the session by which a replica leads; there is none where one watcher is alone. */
  public void endLeader() {
    throw new IllegalStateException("nobody leads on a file");
  }

  /** The next commit is cut off, be it done or not; there is nothing to cut where it is a file. */
  public void cutCommit(boolean done) {
    throw new IllegalStateException("no connection leads to a file");
  }

  /** Told when the connection by which one leads is cut. */
  void onLeaderCut(Runnable listener) {}

  /** Nothing more is cut. */
  void calm() {}

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  boolean locked() {
    return locking != null;
  }

  /** From now on nobody can write. */
  public void lock() {
    if (locking != null) return;
    try {
      locking = connect();
      lock(locking);
    } catch (SQLException busy) {
      unlock();
    }
  }

  /** Everybody can write again. */
  public void unlock() {
    if (locking == null) return;
    try {
      locking.close();
    } catch (SQLException failed) {
      throw new IllegalStateException("the lock stays", failed);
    } finally {
      locking = null;
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The events that the watcher made itself, in order; those passed on are not among them. */
  List<Message> outbox() {
    return query(
        "select body from messages where depth = 0 order by seq",
        row -> Message.of(RecordingFunction.json(row.getString(1))));
  }

  List<DeadLetter> deadLetters() {
    return query(
        ENDED + "'dead'",
        row -> new DeadLetter(row.getString(1), row.getString(2), row.getString(3) + ""));
  }

  List<Withheld> withheld() {
    return query(
        ENDED + "'withheld'",
        row -> new Withheld(row.getString(1), row.getString(2), row.getString(3) + ""));
  }

  /** When each event was stored. */
  Map<String, Instant> stored() {
    return times("select id, created_at from messages where depth = 0");
  }

  /** When each delivery was planned. */
  Map<String, Instant> planned() {
    return times(
        "select d.function || ' ' || m.id, d.created_at"
            + " from deliveries d join messages m on m.seq = d.message");
  }

  private Map<String, Instant> times(String sql) {
    Map<String, Instant> times = new HashMap<>();
    query(sql, row -> times.put(row.getString(1), Instant.ofEpochMilli(row.getLong(2))));
    return times;
  }

  List<Quiet> quiets() {
    return query(
        "select name, from_at, coalesce(ended_at, until_at) from quiets",
        row ->
            new Quiet(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3))));
  }

  /** How many events and deliveries wait. */
  long waiting() {
    String sql =
        "select (select count(*) from messages where routed_at is null)"
            + " + (select count(*) from deliveries where state = 'waiting')";
    return query(sql, row -> row.getLong(1)).get(0);
  }

  /** The deliveries that this one has begun and not ended, in that database. */
  static Set<String> begun(Connection connection, String owner) throws SQLException {
    String sql =
        "select d.function, m.id from deliveries d join messages m on m.seq = d.message"
            + " where d.state = 'waiting' and d.owner = '"
            + owner
            + "'";
    return new HashSet<>(
        query(connection, sql, row -> Receipt.key(row.getString(1), row.getString(2))));
  }

  <T> List<T> query(String sql, Row<T> row) {
    try (Connection connection = connect()) {
      return query(connection, sql, row);
    } catch (SQLException failed) {
      throw new IllegalStateException("the state cannot be read", failed);
    }
  }

  private static <T> List<T> query(Connection connection, String sql, Row<T> row)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) found.add(row.read(rows));
    }
    return found;
  }

  @Override
  public void close() {
    unlock();
  }
}
