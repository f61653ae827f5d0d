package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Where in Slack the messages of a chain belong, by the id of the chain's first event. */
public final class Threads {
  private final Database database;
  private final Clock clock;

  /** Threads of that state. */
  public Threads(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The thread of a chain, once a function has said so. */
  public Optional<String> of(String correlation) {
    String sql = "select thread from threads where correlation = ?";
    return database.read(c -> Sql.first(c, sql, row -> row.getString(1), correlation));
  }

  /** The latest counts: its predecessor may be gone. Part of the caller's transaction. */
  public void put(Connection connection, String correlation, String thread) throws SQLException {
    Sql.update(
        connection,
        "insert into threads (correlation, thread, at) values (?, ?, ?)"
            + " on conflict (correlation) do update set thread = excluded.thread, at = excluded.at",
        correlation,
        thread,
        clock.millis());
  }
}
