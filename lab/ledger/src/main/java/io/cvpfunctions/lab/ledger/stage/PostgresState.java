package io.cvpfunctions.lab.ledger.stage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/** A real PostgreSQL, which is there for one run. */
final class PostgresState extends State {
  static final String USER = "postgres";
  static final String PASSWORD = "postgres";
  private static final String LEADERS =
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
          + " and classid::bigint = hashtext('cvp-watcher leader')::bigint & 4294967295";

  private final EmbeddedPostgres server;
  private final CommitCutter cutter;

  /** Whether there are binaries for this platform. */
  static boolean available() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return platform.equals("Linux amd64");
  }

  PostgresState() {
    try {
      server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL cannot be started", failed);
    }
    cutter = new CommitCutter(server.getPort());
  }

  @Override
  String url() {
    return url(cutter.port());
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(server.getPort()), USER, PASSWORD);
  }

  @Override
  void lock(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "lock table deliveries, messages, placements in exclusive mode");
  }

  @Override
  Set<String> inFlight(String owner) {
    try (Connection connection = connect()) {
      return begun(connection, owner);
    } catch (SQLException failed) {
      throw new IllegalStateException("the state cannot be read", failed);
    }
  }

  /** The server ends the leader's session, as it does when it fails. */
  @Override
  public void endLeader() {
    try (Connection connection = connect()) {
      run(connection, LEADERS);
    } catch (SQLException failed) {
      throw new IllegalStateException("the leader's session stays", failed);
    }
  }

  @Override
  public void cutCommit(boolean done) {
    cutter.cutNext(done);
  }

  @Override
  void onLeaderCut(Runnable listener) {
    cutter.onLeaderCut(listener);
  }

  @Override
  void calm() {
    cutter.calm();
  }

  @Override
  public void close() {
    super.close();
    cutter.close();
    try {
      server.close();
    } catch (IOException stillRunning) {
      throw new UncheckedIOException(stillRunning);
    }
  }
}
