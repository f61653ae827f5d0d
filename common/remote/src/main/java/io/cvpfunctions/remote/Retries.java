package io.cvpfunctions.remote;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What a function may repeat by itself: reads, and requests that were never sent.
 *
 * <p>All else is the caller's to repeat, since only it knows whether the event was done after all.
 */
public final class Retries {
  private static final Set<Kind> HARMLESS = Set.of(Kind.NOT_SENT);
  private static final Set<Kind> FOR_READS =
      Set.of(Kind.NOT_SENT, Kind.NO_ANSWER, Kind.BROKEN, Kind.LATER);
  private static final int ATTEMPTS = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private Retries() {}

  /** Makes up to three attempts at a request that changes nothing, within the budget. */
  public static <T> T read(Budget budget, Supplier<T> call) {
    return run(FOR_READS, budget, call);
  }

  /** The same for a request that changes something, repeated only where it was never sent. */
  public static <T> T write(Budget budget, Supplier<T> call) {
    return run(HARMLESS, budget, call);
  }

  private static <T> T run(Set<Kind> kinds, Budget budget, Supplier<T> call) {
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handleIf(failure -> repeats(kinds, budget, failure))
            .withMaxAttempts(ATTEMPTS)
            .withDelayFn(context -> pause(context.getLastException(), context.getAttemptCount()))
            .build();
    return Failsafe.with(policy).get(call::get);
  }

  /** Not where the pause before the next attempt could outlast the budget. */
  private static boolean repeats(Set<Kind> kinds, Budget budget, Throwable failure) {
    if (!(failure instanceof CallFailedException)) return false;
    CallFailedException failed = (CallFailedException) failure;
    Duration pause = failed.retryAfter().orElse(LONGEST_PAUSE);
    return kinds.contains(failed.kind()) && budget.left().compareTo(pause) > 0;
  }

  /** What the remote asked for and never less; else 150 to 250 ms, doubled after the second. */
  private static Duration pause(Throwable failure, int attempt) {
    long spread = ThreadLocalRandom.current().nextLong(150, 250);
    return ((CallFailedException) failure)
        .retryAfter()
        .orElse(Duration.ofMillis(spread << (attempt - 1)));
  }
}
