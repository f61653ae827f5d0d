package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * SQLite: one file, one writer. A commit is on disk when it returns ({@code synchronous=FULL}) but
 * for claims, which is what lets a killed watcher lose nothing. A transaction takes the write lock
 * when it begins: taken later, it would fail at once if a command had written meanwhile, however
 * long the busy timeout. There is one watcher, so it leads, and there is nobody to skip or to wait
 * for.
 */
final class SqliteDialect implements Dialect {
  private final boolean syncs;

  /** {@code syncs} says whether it is ours to say what has to be on disk when. */
  SqliteDialect(boolean syncs) {
    this.syncs = syncs;
  }

  @Override
  public String countedKey() {
    return "integer primary key autoincrement";
  }

  @Override
  public String claimSuffix() {
    return "";
  }

  @Override
  public boolean claimsAlone(Connection connection, String function) {
    return true;
  }

  @Override
  public void lockSchema(Connection connection) {
    // The transaction has the write lock already.
  }

  @Override
  public void lockOutbox(Connection connection) {
    // The transaction has the write lock already.
  }

  @Override
  public void limitSession(Connection connection) {
    // A file has no sessions.
  }

  @Override
  public boolean takeLead(Connection connection) {
    return true;
  }

  @Override
  public boolean leads(Connection connection) {
    return true;
  }

  @Override
  public Optional<Instant> time(Connection connection) {
    return Optional.empty();
  }

  @Override
  public void durable(Connection connection, boolean durable) throws SQLException {
    if (syncs) Sql.update(connection, "pragma synchronous = " + (durable ? "full" : "normal"));
  }

  @Override
  public Map<String, String> connectionProperties() {
    return Map.of(
        "busy_timeout", "5000",
        "journal_mode", "WAL",
        "synchronous", "FULL",
        "transaction_mode", "IMMEDIATE",
        "jdbc.get_generated_keys", "false");
  }

  @Override
  public String sizeQuery() {
    return "select page_count * page_size from pragma_page_count(), pragma_page_size()";
  }

  @Override
  public String advice() {
    return "is its folder there and writable?";
  }
}
