package io.cvpfunctions.lab.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What has happened so far, in order, and a way to wait for what is still to come. */
public final class Recording<T> {
  private final List<T> entries = new ArrayList<>();

  public synchronized void add(T entry) {
    entries.add(entry);
    notifyAll();
  }

  public synchronized List<T> all() {
    return List.copyOf(entries);
  }

  public synchronized int size() {
    return entries.size();
  }

  public synchronized void clear() {
    entries.clear();
  }

  /** The first entry that fits, old or new; empty when none came in time. */
  public synchronized Optional<T> await(Predicate<? super T> fits, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (int seen = 0; ; seen = entries.size()) {
      for (T entry : entries.subList(Math.min(seen, entries.size()), entries.size())) {
        if (fits.test(entry)) {
          return Optional.of(entry);
        }
      }
      if (!waitForMore(entries.size(), deadline)) {
        return Optional.empty();
      }
    }
  }

  /** True once there are this many. */
  public synchronized boolean awaitSize(int size, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (entries.size() < size) {
      if (!waitForMore(entries.size(), deadline)) {
        return false;
      }
    }
    return true;
  }

  private synchronized boolean waitForMore(int before, long deadline) {
    try {
      while (entries.size() <= before) {
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
