package io.cvpfunctions.devicemove.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, through a small pool that is filled when it is first needed. */
final class PostgresDatabase implements Database {
  private static final String NAME = "PostgreSQL";
  private static final int CONNECTIONS = 4;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration AWAIT_CONNECTION = Duration.ofSeconds(3);
  private static final Duration AFTER_ITS_OWN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LEAST = Duration.ofMillis(1);

  private final String url;
  private final Secret username;
  private final Secret password;
  private HikariDataSource pool;
  private volatile boolean migrated;

  PostgresDatabase(String url, Secret username, Secret password) {
    this.url = url;
    this.username = username;
    this.password = password;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** What is not committed is rolled back when the pool takes the connection back. */
  @Override
  public <T> Optional<T> transaction(Budget budget, Work<T> work) throws SQLException {
    try (Connection connection = pool().getConnection()) {
      limit(connection, budget);
      migrate(connection, budget);
      Optional<T> done = work.with(connection);
      if (done.isPresent()) connection.commit();
      return done;
    } catch (SQLException failure) {
      migrated = false;
      throw failure;
    }
  }

  /** Once; and after a failure, whose cause may be that the tables are gone. */
  private void migrate(Connection connection, Budget budget) throws SQLException {
    if (migrated) return;
    Schema.migrate(this, connection);
    connection.commit();
    migrated = true;
    limit(connection, budget);
  }

  private synchronized HikariDataSource pool() {
    if (pool != null) return pool;
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(username.reveal());
    source.setPassword(password.reveal());
    source.setApplicationName("device-move");
    source.setConnectTimeout((int) CONNECT.toSeconds());
    source.setStringType("unspecified");
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("cmdb");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setAutoCommit(false);
    config.setConnectionTimeout(AWAIT_CONNECTION.toMillis());
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
    limitLogin(source);
    return pool;
  }

  /** The pool sets this to as long as it waits itself, and then cannot say what went wrong. */
  private static void limitLogin(PGSimpleDataSource source) {
    source.setLoginTimeout((int) CONNECT.toSeconds());
  }

  /** The server gives up first and says why; a server that is silent is given up on after it. */
  private static void limit(Connection connection, Budget budget) throws SQLException {
    Duration left = budget.left().plus(LEAST);
    connection.setNetworkTimeout(Runnable::run, (int) left.plus(AFTER_ITS_OWN_TIMEOUT).toMillis());
    String limits =
        "SELECT set_config('statement_timeout', ?, true), set_config('lock_timeout', ?, true)";
    try (PreparedStatement statement = connection.prepareStatement(limits)) {
      new Row(statement)
          .text(Long.toString(left.toMillis()))
          .text(Long.toString(Waits.forLocks(budget).toMillis()));
      statement.execute();
    }
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('device-move schema'))");
    }
  }

  @Override
  public Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public boolean lostRace(SQLException failure) {
    return PostgresFailure.lostRace(failure);
  }

  @Override
  public CallFailedException explain(SQLException failure) {
    return PostgresFailure.explain(NAME, failure);
  }

  @Override
  public synchronized void close() {
    if (pool != null) pool.close();
  }
}
