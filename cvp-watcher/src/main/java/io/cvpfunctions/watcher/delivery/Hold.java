package io.cvpfunctions.watcher.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps a lane back while its function cannot be reached as it should be, and lets an attempt
 * through now and then to see whether that is over. Thread-safe.
 */
final class Hold {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Clock clock;
  private int tries;
  private Instant until = Instant.MIN;

  Hold(Clock clock) {
    this.clock = clock;
  }

  /** Whether it is on, be it that an attempt may go through. */
  synchronized boolean on() {
    return tries > 0;
  }

  /** How long until the next attempt. */
  synchronized Duration left() {
    Duration left = tries == 0 ? Duration.ZERO : Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** An attempt was turned away; says whether the hold begins with it. */
  synchronized boolean turnedAway() {
    if (tries > 0) return false;
    pause();
    return true;
  }

  /** An attempt goes through; the next may after a pause, whether this one ends or hangs. */
  synchronized void trying() {
    if (tries > 0) pause();
  }

  private void pause() {
    tries++;
    until = clock.instant().plus(BACKOFF.after(tries, ThreadLocalRandom.current().nextDouble()));
  }

  /** An attempt reached the function, or none is needed; says whether that ends the hold. */
  synchronized boolean end() {
    boolean ends = tries > 0;
    tries = 0;
    until = Instant.MIN;
    return ends;
  }
}
