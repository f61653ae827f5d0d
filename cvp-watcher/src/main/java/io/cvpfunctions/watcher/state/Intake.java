package io.cvpfunctions.watcher.state;

import io.cvpfunctions.watcher.state.Outbox.Message;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes events that are stored in one transaction with what they tell of. */
public interface Intake {
  /**
   * Stores the event, as part of the caller's transaction.
   *
   * @return what is to be done once that transaction is
   */
  Runnable add(Connection connection, Message message) throws SQLException;

  /** Leaves every event to whoever routes what waits. */
  static Intake of(Outbox outbox) {
    return (connection, message) -> {
      outbox.add(connection, message);
      return () -> {};
    };
  }
}
