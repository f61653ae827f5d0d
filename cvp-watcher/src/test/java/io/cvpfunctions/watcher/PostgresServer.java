package io.cvpfunctions.watcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.state.StateAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for all tests of this process. */
public final class PostgresServer {
  private static final String USER = "postgres";
  private static final String PASSWORD = "postgres";
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static EmbeddedPostgres server;

  private PostgresServer() {}

  /** A state that nobody has used; skips the test where there are no binaries for this platform. */
  public static synchronized StateAddress newState() throws IOException, SQLException {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(platform.equals("Linux amd64"), "no PostgreSQL binaries for " + platform);
    if (server == null) start();
    String schema = "test_" + SCHEMAS.incrementAndGet();
    admin("create schema " + schema);
    String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?currentSchema=";
    return new StateAddress(url + schema, Optional.of(USER), Optional.of(Secret.of(PASSWORD)));
  }

  private static void start() throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::stop));
  }

  private static void stop() {
    try {
      server.close();
    } catch (IOException stillRunning) {
      throw new UncheckedIOException(stillRunning);
    }
  }

  /** Runs a statement as the administrator. */
  public static void admin(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends the sessions of all leaders, as a failing server does. */
  public static void endLeaders() throws SQLException {
    admin(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            + " and classid::bigint = hashtext('cvp-watcher leader')::bigint & 4294967295");
  }
}
