package io.cvpfunctions.watcher.delivery;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One of the places that a lane has for attempts on their way; given up once, by whoever is first.
 * Thread-safe.
 */
final class Place {
  private final AtomicInteger taken;
  private final Runnable freed;
  private final AtomicBoolean mine = new AtomicBoolean(true);

  /** Takes a place, of which that many are taken; {@code freed} is run when it is free again. */
  Place(AtomicInteger taken, Runnable freed) {
    this.taken = taken;
    this.freed = freed;
    taken.incrementAndGet();
  }

  void free() {
    if (!mine.getAndSet(false)) return;
    taken.decrementAndGet();
    freed.run();
  }
}
