package io.cvpfunctions.watcher.state;

import java.util.Map;

/**
 * SQLite: one file, one writer. A commit is on disk when it returns ({@code synchronous=FULL}),
 * which is what lets a killed watcher lose nothing. A transaction takes the write lock when it
 * begins: taken later, it would fail at once if a command had written meanwhile, however long the
 * busy timeout.
 */
final class SqliteDialect implements Dialect {
  @Override
  public String countedKey() {
    return "integer primary key autoincrement";
  }

  /** All writes go through one connection, so there is nobody to skip. */
  @Override
  public String claimSuffix() {
    return "";
  }

  @Override
  public Map<String, String> connectionProperties() {
    return Map.of(
        "busy_timeout", "5000",
        "journal_mode", "WAL",
        "synchronous", "FULL",
        "transaction_mode", "IMMEDIATE");
  }
}
