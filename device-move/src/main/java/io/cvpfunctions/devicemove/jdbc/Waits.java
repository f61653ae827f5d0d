package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.Budget;
import java.time.Duration;

/** How long a transaction may wait for the locks of others. */
final class Waits {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LEAST = Duration.ofMillis(1);

  private Waits() {}

  /** A third of what is left, since one locked record must not take the time of all others. */
  static Duration forLocks(Budget budget) {
    Duration third = budget.left().dividedBy(3).plus(LEAST);
    return third.compareTo(LONGEST) < 0 ? third : LONGEST;
  }
}
