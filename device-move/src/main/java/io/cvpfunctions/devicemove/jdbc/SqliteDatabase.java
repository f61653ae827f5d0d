package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;

/** An SQLite file, through one connection that writers take in turn; opened anew if replaced. */
final class SqliteDatabase implements Database {
  private static final String NAME = "SQLite";
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

  private final SqliteFile file;
  private final boolean ephemeral;
  private final ReentrantLock turn = new ReentrantLock(true);
  private SQLiteConnection connection;
  private String opened;

  SqliteDatabase(String file, Habitat habitat) {
    this.file = new SqliteFile(file);
    this.ephemeral = this.file.inMemory() || habitat.isImage();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public <T> Optional<T> transaction(Budget budget, Work<T> work) throws SQLException {
    SerialTurns.await(turn, NAME, budget);
    try {
      Budget waits = Budget.of(Waits.forLocks(budget));
      return commit(open(waits), waits, work);
    } catch (CallFailedException refusal) {
      throw refusal;
    } catch (SQLException | RuntimeException failure) {
      reopenNextTime();
      throw failure;
    } finally {
      turn.unlock();
    }
  }

  /** The driver's own transactions begin the next one at once, and would keep the file locked. */
  private static <T> Optional<T> commit(SQLiteConnection mine, Budget waits, Work<T> work)
      throws SQLException {
    mine.setBusyTimeout(millis(waits));
    try (Statement statement = mine.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Optional<T> done = refusable(statement, mine, work);
      statement.execute(done.isPresent() ? "COMMIT" : "ROLLBACK");
      return done;
    }
  }

  /** A refusal is no fault of the connection, with which a database in memory would go. */
  private static <T> Optional<T> refusable(Statement statement, Connection mine, Work<T> work)
      throws SQLException {
    try {
      return work.with(mine);
    } catch (CallFailedException refusal) {
      statement.execute("ROLLBACK");
      throw refusal;
    }
  }

  /** For all waits of a transaction together. */
  private static int millis(Budget waits) {
    return (int) waits.left().toMillis();
  }

  private SQLiteConnection open(Budget waits) throws SQLException {
    if (connection != null && !file.identity().equals(opened)) reopenNextTime();
    if (connection != null) return connection;
    file.makeDirectory();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    connection = connected(config, waits);
    commit(connection, waits, this::migrate);
    opened = file.identity();
    return connection;
  }

  /** SQLite does not wait for its lock where two turn a new file to WAL at once, so we do. */
  private SQLiteConnection connected(SQLiteConfig config, Budget waits) throws SQLException {
    while (true) {
      config.setBusyTimeout(millis(waits));
      try {
        return (SQLiteConnection) config.createConnection(file.url());
      } catch (SQLException failure) {
        if (!SqliteFailure.isBusy(failure) || waits.spent()) throw failure;
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  private Optional<SqliteFile> migrate(Connection mine) throws SQLException {
    Schema.migrate(this, mine);
    return Optional.of(file);
  }

  private void reopenNextTime() {
    if (connection == null) return;
    try {
      connection.close();
    } catch (SQLException gone) {
      // It is of no use any more in either case.
    }
    connection = null;
  }

  /** Transactions begin with the lock on the whole file. */
  @Override
  public void lockSchema(Connection mine) {}

  @Override
  public Instant time(ResultSet row, String column) throws SQLException {
    return Instant.parse(row.getString(column));
  }

  /** Nobody else can write between our reading and our writing. */
  @Override
  public boolean lostRace(SQLException failure) {
    return false;
  }

  @Override
  public CallFailedException explain(SQLException failure) {
    return SqliteFailure.explain(NAME, file, failure);
  }

  @Override
  public boolean ephemeral() {
    return ephemeral;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      reopenNextTime();
    } finally {
      turn.unlock();
    }
  }
}
