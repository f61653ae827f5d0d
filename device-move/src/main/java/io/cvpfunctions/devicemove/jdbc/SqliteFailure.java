package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.sql.SQLException;

/** What SQLite's result codes mean for asking again, and for the operator. */
final class SqliteFailure {
  private static final String MEND_FILE =
      "correct cmdb_url, or the file and its directory, and their permissions";

  private static final String OWN_FILE = "give these records a file of their own in cmdb_url";

  private SqliteFailure() {}

  static CallFailedException explain(String name, SqliteFile file, SQLException failure) {
    if (isBusy(failure)) {
      return of(name, Kind.OUT_OF_TIME, file + " is locked by another process", failure);
    }
    switch (failure.getErrorCode() & 0xff) {
      case 1: // SQLITE_ERROR: the tables are not as we made them
        return of(name, Kind.OPERATOR, firstLine(failure) + ": " + OWN_FILE, failure);
      case 3: // SQLITE_PERM
      case 8: // SQLITE_READONLY
      case 14: // SQLITE_CANTOPEN
      case 23: // SQLITE_AUTH
        return of(name, Kind.OPERATOR, file + " cannot be written: " + MEND_FILE, failure);
      case 13: // SQLITE_FULL
        return of(name, Kind.OPERATOR, "the disk of " + file + " is full: make room", failure);
      case 11: // SQLITE_CORRUPT
      case 26: // SQLITE_NOTADB
        return of(name, Kind.OPERATOR, file + " is no SQLite database: " + MEND_FILE, failure);
      case 18: // SQLITE_TOOBIG
      case 19: // SQLITE_CONSTRAINT
      case 20: // SQLITE_MISMATCH
        return of(name, Kind.REJECTED, "a value was refused: " + firstLine(failure), failure);
      default:
        return of(name, Kind.BROKEN, firstLine(failure), failure);
    }
  }

  /** Whether somebody else holds a lock: SQLITE_BUSY, SQLITE_LOCKED. */
  static boolean isBusy(SQLException failure) {
    int code = failure.getErrorCode() & 0xff;
    return code == 5 || code == 6;
  }

  private static CallFailedException of(
      String name, Kind kind, String detail, SQLException failure) {
    return CallFailedException.of(name, kind, detail, failure);
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
