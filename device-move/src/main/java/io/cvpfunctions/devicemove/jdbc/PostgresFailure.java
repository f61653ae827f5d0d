package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;

/** What PostgreSQL's SQLSTATEs mean for asking again, and for the operator. */
final class PostgresFailure {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String CREDENTIALS =
      "it lets this user in neither with this password nor from here: correct the secrets"
          + " cmdb-username and cmdb-password, or pg_hba.conf";
  private static final String GRANT =
      "grant the user of cmdb-username CREATE on the schema once, and SELECT, INSERT and UPDATE on"
          + " the tables device, device_move and device_move_schema";
  private static final String OWN_SCHEMA =
      "give these records a schema of their own, with ?currentSchema=NAME in cmdb_url";

  private PostgresFailure() {}

  /** Serialization failure, or deadlock: the server ended ours for the sake of the other. */
  static boolean lostRace(SQLException failure) {
    String state = state(failure);
    return state.equals("40001") || state.equals("40P01");
  }

  static CallFailedException explain(String name, SQLException failure) {
    String state = state(failure);
    switch (state) {
      case "": // the pool's own, while every connection is in use
        return of(name, Kind.OUT_OF_TIME, "no connection became free: all are in use", failure);
      case "55P03": // lock_not_available
        return of(name, Kind.OUT_OF_TIME, "another session holds a record locked", failure);
      case "57014": // query_canceled
        return of(name, Kind.OUT_OF_TIME, "it did not finish in the time allowed", failure);
      case "53300": // too_many_connections
      case "57P03": // cannot_connect_now
        return CallFailedException.later(name, "it takes no more connections now", SOON);
      case "25006": // read_only_sql_transaction
        return of(name, Kind.OPERATOR, "it is read-only: point cmdb_url to the primary", failure);
      case "42501": // insufficient_privilege
        return of(name, Kind.OPERATOR, message(failure) + ": " + GRANT, failure);
      case "42P07": // duplicate_table
        return of(name, Kind.OPERATOR, message(failure) + ": " + OWN_SCHEMA, failure);
      default:
        return byClass(name, state, failure);
    }
  }

  private static CallFailedException byClass(String name, String state, SQLException failure) {
    switch (state.substring(0, 2)) {
      case "08": // connection exception
        return connection(name, state, failure);
      case "28": // invalid authorization
        return of(name, Kind.OPERATOR, CREDENTIALS, failure);
      case "57": // operator intervention
        return of(name, Kind.NO_ANSWER, "it ended the connection", failure);
      case "3D": // invalid catalog name
      case "3F": // invalid schema name
      case "42": // access rule violation
      case "53": // insufficient resources
        return of(name, Kind.OPERATOR, message(failure), failure);
      case "22": // data exception
      case "23": // constraint violation
      case "54": // program limit exceeded
        return of(name, Kind.REJECTED, "a value was refused: " + message(failure), failure);
      default:
        return of(name, Kind.BROKEN, message(failure) + " (" + state + ")", failure);
    }
  }

  private static CallFailedException connection(String name, String state, SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return of(name, Kind.OUT_OF_TIME, "it did not answer in time", failure);
      }
    }
    boolean never = state.equals("08001") || state.equals("08004");
    String what = never ? "no connection: " : "the connection broke: ";
    return of(name, never ? Kind.NOT_SENT : Kind.NO_ANSWER, what + message(failure), failure);
  }

  private static CallFailedException of(
      String name, Kind kind, String detail, SQLException failure) {
    return CallFailedException.of(name, kind, detail, failure);
  }

  /** The innermost, since the pool and a batch wrap what the server said. */
  private static SQLException innermost(SQLException failure) {
    SQLException innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof SQLException)) continue;
      SQLException sql = (SQLException) cause;
      if (sql.getSQLState() != null) innermost = sql;
    }
    return innermost;
  }

  private static String state(SQLException failure) {
    String state = innermost(failure).getSQLState();
    return state == null ? "" : state;
  }

  private static String message(SQLException failure) {
    String text = String.valueOf(innermost(failure).getMessage());
    return text.lines().findFirst().orElse("no reason given").replaceFirst("^(ERROR|FATAL): ", "");
  }
}
