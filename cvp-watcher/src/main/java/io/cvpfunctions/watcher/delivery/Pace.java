package io.cvpfunctions.watcher.delivery;

import java.time.Clock;
import java.time.Duration;

/**
 * How much of a lane's work may be on its way: an attempt now and then while its function cannot be
 * reached, less while it says that it has too much, smaller batches after one was refused.
 * Thread-safe.
 */
final class Pace {
  private static final int WIDEST = 32;
  private static final int NO_ANSWER = 0;
  private static final int TOO_MANY = 429;

  private final Hold hold;
  private final Width width = new Width(WIDEST);
  private final Blame blame = new Blame();
  private int batchLimit = Integer.MAX_VALUE;
  private long tried;

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

  /** How many single attempts may be started beside those in flight; one that hangs is none. */
  int free(int inFlight) {
    return hold.on() ? Math.min(1, WIDEST - inFlight) : width.now() - inFlight;
  }

  /** How many events a batch may hold, where the function takes that many. */
  synchronized int batch(int most) {
    return Math.min(most, batchLimit);
  }

  /** The delivery that was tried last while the lane was held; the next one is another device's. */
  synchronized long tried() {
    return tried;
  }

  /** That delivery is tried, to see whether the lane is to be held still. */
  synchronized void trying(long delivery) {
    tried = delivery;
    hold.trying();
  }

  /** A batch of that size was refused as a whole. */
  synchronized void halve(int size) {
    batchLimit = Math.max(1, size / 2);
  }

  /** A batch was taken, so the next may be larger again. */
  synchronized void taken() {
    batchLimit = batchLimit > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : batchLimit * 2;
  }

  /** That delivery was turned away; says whether the lane is held from now on. */
  synchronized boolean turnedAway(long delivery) {
    boolean begins = hold.turnedAway();
    if (begins) tried = delivery;
    return begins;
  }

  /** Whether it is only this delivery that is turned away. */
  boolean blames(long delivery) {
    return blame.turnedAway(delivery);
  }

  /** Nothing waits any more, so nothing is kept back; says whether that ends a hold. */
  boolean emptied() {
    return hold.end();
  }

  /**
   * An attempt ended with that status, or 0 for no answer; says whether a hold ends with it, the
   * function having been reached.
   */
  boolean ended(int status) {
    if (status == TOO_MANY) width.tooMuch();
    Judgement judgement = Judgement.of(status);
    if (judgement == Judgement.DONE) width.fine();
    if (status == NO_ANSWER || judgement == Judgement.HELD) return false;
    blame.reached();
    return hold.end();
  }
}
