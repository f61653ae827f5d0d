package io.cvpfunctions.watcher.delivery;

import java.time.Clock;
import java.time.Duration;

/**
 * How much of a lane's work may be on its way: nothing or one attempt while its function cannot be
 * reached, less while it says that it has too much, smaller batches after one was refused.
 * Thread-safe.
 */
final class Pace {
  private static final int WIDEST = 32;
  private static final int NO_ANSWER = 0;
  private static final int TOO_MANY = 429;

  private final Hold hold;
  private final Width width = new Width(WIDEST);
  private int batchLimit = Integer.MAX_VALUE;

  Pace(Clock clock) {
    this.hold = new Hold(clock);
  }

  /** How long nothing may be started. */
  Duration left() {
    return hold.left();
  }

  boolean held() {
    return hold.on();
  }

  /** How many single attempts may be started beside those in flight. */
  int free(int inFlight) {
    return (hold.on() ? 1 : width.now()) - inFlight;
  }

  /** How many events a batch may hold, where the function takes that many. */
  synchronized int batch(int most) {
    return hold.on() ? 1 : Math.min(most, batchLimit);
  }

  /** A batch of that size was refused as a whole. */
  synchronized void halve(int size) {
    batchLimit = Math.max(1, size / 2);
  }

  /** A batch was taken, so the next may be larger again. */
  synchronized void taken() {
    batchLimit = batchLimit > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : batchLimit * 2;
  }

  /** An attempt was turned away; says whether that is new. */
  boolean turnedAway() {
    return hold.turnedAway();
  }

  /** Nothing waits any more, so nothing is kept back; says whether that ends a hold. */
  boolean emptied() {
    return hold.end();
  }

  /**
   * An attempt ended with that status, or 0 for no answer, which ends no hold; says whether that
   * ends a hold.
   */
  boolean reached(int status) {
    if (status == TOO_MANY) width.tooMuch();
    if (Judgement.of(status) == Judgement.DONE) width.fine();
    return status != NO_ANSWER && hold.end();
  }
}
