package io.cvpfunctions.watcher.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where two databases need different SQL; everything else is one text for both. */
interface Dialect {
  /** The column type of a number that the database counts up by itself. */
  String countedKey();

  /** What ends a claim's select, so that two replicas never take the same delivery. */
  String claimSuffix();

  /**
   * Whether this transaction alone claims a batch of that function now: what another has claimed,
   * but not committed yet, would look like something to overtake.
   */
  boolean claimsAlone(Connection connection, String function) throws SQLException;

  /** Waits until this transaction alone makes tables. */
  void lockSchema(Connection connection) throws SQLException;

  /** Waits until no other transaction has added an event that is not committed yet, or can. */
  void lockOutbox(Connection connection) throws SQLException;

  /** Sees to it that a session whose process or network is gone ends within seconds. */
  void limitSession(Connection connection) throws SQLException;

  /** Takes the leader's lock for this session, if no other has it. */
  boolean takeLead(Connection connection) throws SQLException;

  /** Whether this session has the leader's lock. */
  boolean leads(Connection connection) throws SQLException;

  /** What time it is by the server's clock; empty where there is no server. */
  Optional<Instant> time(Connection connection) throws SQLException;

  /** Whether what this connection commits from now on has to be on disk when that returns. */
  void durable(Connection connection, boolean durable) throws SQLException;

  /** What every new connection is set to, as properties of its driver. */
  Map<String, String> connectionProperties();

  /** The bytes that the state takes, as the database counts them. */
  String sizeQuery();

  /** What to look at where the state cannot be opened. */
  String advice();
}
