package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL: several watchers on one state. Each schema has one leader, so that two fleets can
 * share a database. The lock is a session's, so a pooler that hands sessions from transaction to
 * transaction must not stand between.
 */
final class PostgresDialect implements Dialect {
  private static final String LEADER = "hashtext('cvp-watcher leader'), hashtext(current_schema())";

  /**
   * A leader says something every two seconds; a server that hears nothing for ten ends the
   * session, be the process frozen or the network gone. Older servers lack the first.
   */
  private static final List<String> LIMITS =
      List.of(
          "set idle_session_timeout = '10s'",
          "set idle_in_transaction_session_timeout = '10s'",
          "set tcp_keepalives_idle = 4",
          "set tcp_keepalives_interval = 2",
          "set tcp_keepalives_count = 3");

  @Override
  public String countedKey() {
    return "bigint generated always as identity primary key";
  }

  @Override
  public String claimSuffix() {
    return " for update of d skip locked";
  }

  /** Never waits: two replicas that claim for two functions each would wait for each other. */
  @Override
  public boolean claimsAlone(Connection connection, String function) throws SQLException {
    String sql = "select pg_try_advisory_xact_lock(hashtext(current_schema()), hashtext(?))";
    return Sql.first(connection, sql, row -> row.getBoolean(1), "claim " + function).orElse(false);
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_advisory_xact_lock(hashtext('cvp-watcher tables'), hashtext(current_schema()))");
    }
  }

  @Override
  public void lockOutbox(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table messages in share row exclusive mode");
    }
  }

  @Override
  public void limitSession(Connection connection) throws SQLException {
    for (String each : LIMITS) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(each);
      } catch (SQLException olderServer) {
        if (connection.isClosed()) throw olderServer;
      }
    }
  }

  @Override
  public boolean takeLead(Connection connection) throws SQLException {
    String sql = "select pg_try_advisory_lock(" + LEADER + ")";
    return Sql.first(connection, sql, row -> row.getBoolean(1)).orElse(false);
  }

  @Override
  public boolean leads(Connection connection) throws SQLException {
    String sql =
        "select count(*) from pg_locks where locktype = 'advisory' and granted"
            + " and pid = pg_backend_pid()"
            + " and database = (select oid from pg_database where datname = current_database())"
            + " and classid::bigint = hashtext('cvp-watcher leader')::bigint & 4294967295"
            + " and objid::bigint = hashtext(current_schema())::bigint & 4294967295";
    return Sql.number(connection, sql) > 0;
  }

  @Override
  public Optional<Instant> time(Connection connection) throws SQLException {
    String sql = "select (extract(epoch from clock_timestamp()) * 1000)::bigint";
    return Optional.of(Instant.ofEpochMilli(Sql.number(connection, sql)));
  }

  @Override
  public void durable(Connection connection, boolean durable) {
    // Another replica must not find a delivery unclaimed that is on its way, whatever the server
    // did.
  }

  @Override
  public Map<String, String> connectionProperties() {
    return Map.of(
        "ApplicationName", "cvp-watcher",
        "connectTimeout", "5",
        "socketTimeout", "30",
        "tcpKeepAlive", "true");
  }

  @Override
  public String sizeQuery() {
    return "select pg_database_size(current_database())";
  }

  @Override
  public String advice() {
    return "is the server there, and are --state-user-file and --state-password-file right?";
  }
}
