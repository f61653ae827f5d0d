package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Statements that belong together. A write may be run again after a rollback, so it changes nothing
 * but the database.
 */
@FunctionalInterface
public interface Work<T> {
  /** Runs the statements; the transaction is the caller's. */
  T run(Connection connection) throws SQLException;
}
