package io.cvpfunctions.lab.openfaas;

import java.time.Duration;

/** Counts the calls under way, up to a limit where there is one. */
final class Inflight {
  private final int limit;
  private int now;

  /** A {@code limit} of zero is none. */
  Inflight(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  synchronized boolean full() {
    return limit > 0 && now >= limit;
  }

  synchronized boolean enter() {
    if (full()) return false;
    now++;
    return true;
  }

  synchronized void leave() {
    now--;
    notifyAll();
  }

  /** Waits until nothing is under way, or the time is over. */
  synchronized void awaitNone(Duration longest) throws InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    for (long left = longest.toMillis(); now > 0 && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }
}
