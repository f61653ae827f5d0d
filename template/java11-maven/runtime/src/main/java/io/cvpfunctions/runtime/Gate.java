package io.cvpfunctions.runtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many calls at the handler at once and so many wait, first come first served. */
final class Gate {
  private final Semaphore places;
  private final int maxQueue;
  private final long patienceMillis;
  private final AtomicInteger queued = new AtomicInteger();

  Gate(int maxConcurrency, int maxQueue, Duration patience) {
    this.places = new Semaphore(maxConcurrency, true);
    this.maxQueue = maxQueue;
    this.patienceMillis = patience.toMillis();
  }

  /** False where the queue is full, or a place did not become free in time. */
  boolean enter() throws InterruptedException {
    if (places.tryAcquire(0, TimeUnit.MILLISECONDS)) return true;
    try {
      if (queued.incrementAndGet() > maxQueue) return false;
      return places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
    } finally {
      queued.decrementAndGet();
    }
  }

  void leave() {
    places.release();
  }

  int queued() {
    return Math.min(queued.get(), maxQueue);
  }
}
