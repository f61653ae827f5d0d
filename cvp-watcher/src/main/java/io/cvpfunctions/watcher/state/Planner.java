package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;
import java.sql.Connection;
import java.sql.SQLException;

/** Decides how an event goes to a function, as part of the transaction that stores the delivery. */
@FunctionalInterface
public interface Planner {
  /** The plan for one delivery. */
  Plan plan(Connection connection, CloudEvent event, String function) throws SQLException;
}
