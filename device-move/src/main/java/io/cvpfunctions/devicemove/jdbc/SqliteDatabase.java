package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** An SQLite file, through one connection that writers take in turn; opened anew if replaced. */
final class SqliteDatabase implements Database {
  private static final String NAME = "SQLite";

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
    awaitTurn(budget);
    try {
      SQLiteConnection mine = open();
      mine.setBusyTimeout((int) Waits.forLocks(budget).toMillis());
      return commit(mine, work);
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
  private static <T> Optional<T> commit(Connection mine, Work<T> work) throws SQLException {
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

  private void awaitTurn(Budget budget) {
    try {
      if (turn.tryLock(budget.left().toNanos(), TimeUnit.NANOSECONDS)) return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw CallFailedException.of(NAME, Kind.OUT_OF_TIME, "other calls were before this one");
  }

  private SQLiteConnection open() throws SQLException {
    if (connection != null && !file.identity().equals(opened)) reopenNextTime();
    if (connection != null) return connection;
    file.makeDirectory();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout((int) Waits.LONGEST.toMillis());
    connection = connected(config);
    commit(connection, this::migrate);
    opened = file.identity();
    return connection;
  }

  /** SQLite does not wait for its lock where two turn a new file to WAL at once, so we do. */
  private SQLiteConnection connected(SQLiteConfig config) throws SQLException {
    long end = System.nanoTime() + Waits.LONGEST.toNanos();
    while (true) {
      try {
        return (SQLiteConnection) config.createConnection(file.url());
      } catch (SQLException failure) {
        boolean busy = (failure.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
        if (!busy || System.nanoTime() > end) throw failure;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
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
