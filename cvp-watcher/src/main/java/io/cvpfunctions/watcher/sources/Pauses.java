package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait until a subscription is opened again, by how it ended. Not thread-safe. */
final class Pauses {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration NOT_OFFERED = Duration.ofMinutes(10);
  private static final double GROWTH = 1.8;
  private static final double SPREAD = 0.2;

  private int failures;
  private int refusals;

  /** A server has taken the subscription. */
  void answered() {
    refusals = 0;
  }

  /**
   * The pause after an end.
   *
   * @param lived whether the subscription was a good one for long
   * @param untried whether there is another place to look at first
   */
  Duration after(Kind end, boolean lived, boolean untried) {
    failures = lived ? 1 : failures + 1;
    if (end == Kind.UNAUTHENTICATED) refusals++;
    return switch (end) {
      case UNREACHABLE -> untried ? Duration.ZERO : backoff();
      case SILENT -> Duration.ZERO;
      case UNAUTHENTICATED -> refusals == 1 ? Duration.ZERO : LONGEST;
      case FORBIDDEN, NOT_OFFERED -> NOT_OFFERED;
      default -> backoff();
    };
  }

  private Duration backoff() {
    double pause = (double) FIRST.toMillis() * Math.pow(GROWTH, Math.min(failures - 1, 20));
    double capped = Math.min((double) LONGEST.toMillis(), pause);
    double random = ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis((long) (capped * (1 - SPREAD + 2 * SPREAD * random)));
  }
}
