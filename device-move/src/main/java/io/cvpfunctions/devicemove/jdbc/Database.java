package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What is different from one kind of database to the next; the SQL is not. Thread-safe. */
interface Database extends AutoCloseable {
  /** What is done in a transaction; empty where it is to be undone. */
  @FunctionalInterface
  interface Work<T> {
    Optional<T> with(Connection connection) throws SQLException;
  }

  /** The name people know it by. */
  String name();

  /**
   * Does the work in a transaction whose waits end within the budget, on tables that are there, and
   * commits it; rolls it back where it is empty or fails.
   */
  <T> Optional<T> transaction(Budget budget, Work<T> work) throws SQLException;

  /** Lets nobody else change the schema until the transaction ends. */
  void lockSchema(Connection connection) throws SQLException;

  /** The time in that column. */
  Instant time(ResultSet row, String column) throws SQLException;

  /** Whether another transaction came between, so that the same work done anew may succeed. */
  boolean lostRace(SQLException failure);

  /** What went wrong, and what to do about it. */
  CallFailedException explain(SQLException failure);

  /** Whether its file goes with this process's file system. */
  default boolean ephemeral() {
    return false;
  }

  @Override
  void close();
}
