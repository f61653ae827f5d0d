package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.sql.SQLException;
import java.util.Optional;

/** Does work all or nothing, on tables that are there, anew where a race was lost. Thread-safe. */
final class Transactions {
  private final Database database;
  private volatile boolean migrated;

  Transactions(Database database) {
    this.database = database;
  }

  /** Does the work until it is not empty, fails, or the budget ends. */
  <T> T run(Budget budget, Database.Work<T> work) {
    while (!budget.spent()) {
      try {
        migrate(budget);
        Optional<T> done = database.transaction(budget, work);
        if (done.isPresent()) return done.get();
      } catch (SQLException failure) {
        if (!database.lostRace(failure)) throw database.explain(failure);
      }
    }
    String what = "others kept writing the same records until the time was over";
    throw CallFailedException.of(database.name(), Kind.OUT_OF_TIME, what);
  }

  private void migrate(Budget budget) throws SQLException {
    if (migrated) return;
    migrated = database.transaction(budget, c -> Schema.migrate(database, c)).isPresent();
  }
}
