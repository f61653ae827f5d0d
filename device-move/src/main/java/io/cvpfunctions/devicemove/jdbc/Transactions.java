package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.sql.SQLException;
import java.util.Optional;

/** Does work all or nothing, and anew where a race was lost. Thread-safe. */
final class Transactions {
  private final Database database;

  Transactions(Database database) {
    this.database = database;
  }

  /** Does the work until it is not empty, fails, or the budget ends. */
  <T> T run(Budget budget, Database.Work<T> work) {
    while (!budget.spent()) {
      try {
        Optional<T> done = database.transaction(budget, work);
        if (done.isPresent()) return done.get();
      } catch (SQLException failure) {
        if (!database.lostRace(failure)) throw database.explain(failure);
      }
    }
    String what = "others wrote the same records, or no time was left; repeat it";
    throw CallFailedException.of(database.name(), Kind.OUT_OF_TIME, what);
  }
}
