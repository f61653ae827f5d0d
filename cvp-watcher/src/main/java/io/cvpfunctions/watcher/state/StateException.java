package io.cvpfunctions.watcher.state;

import java.sql.SQLException;
import java.util.Set;

/** The state could not be read or written; what was meant to be stored is not. */
public final class StateException extends RuntimeException {
  /** What was given: data exceptions, integrity constraints, limits such as an index row's. */
  private static final Set<String> REFUSING_CLASSES = Set.of("22", "23", "54");

  /** SQLite has no SQLSTATE: too big, a constraint, a wrong type (sqlite.org/rescode.html). */
  private static final Set<Integer> REFUSING_CODES = Set.of(18, 19, 20);

  public StateException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether it is what was given that cannot be stored, ever; all else may pass, such as a full
   * disk, a lost server or one that is read-only for now.
   */
  public boolean refused() {
    return refused(getCause());
  }

  static boolean refused(Throwable failed) {
    if (!(failed instanceof SQLException sql)) return failed instanceof RuntimeException;
    String state = sql.getSQLState();
    return state == null
        ? REFUSING_CODES.contains(sql.getErrorCode())
        : state.length() == 5 && REFUSING_CLASSES.contains(state.substring(0, 2));
  }
}
