package io.cvpfunctions.lab.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What has happened so far, in order, and a way to wait for what is still to come. Of a lab that
 * stays up for days only the last 20,000 entries are kept.
 */
public final class Recording<T> {
  private static final int LIMIT = 20_000;

  private final Deque<T> entries = new ArrayDeque<>();

  public synchronized void add(T entry) {
    if (entries.size() == LIMIT) {
      entries.removeFirst();
    }
    entries.add(entry);
    notifyAll();
  }

  public synchronized List<T> all() {
    return List.copyOf(entries);
  }

  public synchronized void clear() {
    entries.clear();
  }

  /** The first entry that fits, old or new; empty when none came in time. */
  public synchronized Optional<T> await(Predicate<? super T> fits, Duration patience) {
    waitUntil(() -> entries.stream().anyMatch(fits), patience);
    return entries.stream().filter(fits).findFirst();
  }

  /** True once there are this many. */
  public synchronized boolean awaitSize(int size, Duration patience) {
    return waitUntil(() -> entries.size() >= size, patience);
  }

  private synchronized boolean waitUntil(BooleanSupplier condition, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        wait(millis);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
