package io.cvpfunctions.watcher.delivery;

import java.time.Duration;

/** How long to wait after the n-th attempt: doubling up to a limit, spread by a fifth. */
record Backoff(Duration first, Duration most) {
  private static final double SPREAD = 0.2;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait after that attempt, the first being 1.
   *
   * @param random from 0 to 1, so that what failed together does not come again together
   */
  Duration after(int attempt, double random) {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, attempt - 1));
    double wait = Math.min((double) most.toMillis(), (double) first.toMillis() * (1L << doublings));
    return Duration.ofMillis(Math.round(wait * (1 - SPREAD + 2 * SPREAD * random)));
  }
}
