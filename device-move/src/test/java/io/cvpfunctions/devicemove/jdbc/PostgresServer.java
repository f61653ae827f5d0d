package io.cvpfunctions.devicemove.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for all tests of this process, which asks for passwords as a real one does. */
final class PostgresServer {
  static final String USER = "device_move";
  static final String PASSWORD = "s3cret-of-postgres";

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static EmbeddedPostgres server;

  private PostgresServer() {}

  /** Skips the test where there are no binaries for this platform. */
  static synchronized void start() throws IOException, SQLException {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(platform.equals("Linux amd64"), "no PostgreSQL binaries for " + platform);
    if (server != null) return;
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::stop));
    admin("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
    askForPasswords();
  }

  private static void stop() {
    try {
      server.close();
    } catch (IOException stillRunning) {
      throw new IllegalStateException(stillRunning);
    }
  }

  private static void askForPasswords() throws IOException, SQLException {
    Path rules = Path.of(one("SHOW hba_file"));
    String before = Files.readString(rules);
    Files.writeString(rules, "host all " + USER + " 127.0.0.1/32 scram-sha-256\n" + before);
    admin("SELECT pg_reload_conf()");
  }

  /** A schema of its own for a test. */
  static String newSchema() throws SQLException {
    String schema = "test_" + SCHEMAS.incrementAndGet();
    admin("CREATE SCHEMA " + schema + " AUTHORIZATION " + USER);
    return schema;
  }

  static String url(String schema) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?currentSchema=" + schema;
  }

  static Connection connect(String schema) throws SQLException {
    return DriverManager.getConnection(url(schema), USER, PASSWORD);
  }

  static void admin(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String one(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
