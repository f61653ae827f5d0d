package io.cvpfunctions.remote;

import java.time.Duration;

/** How much time is left for a piece of work; everything done for it has to fit. Thread-safe. */
public final class Budget {
  private final long end;

  private Budget(long end) {
    this.end = end;
  }

  /** Starts now. */
  public static Budget of(Duration time) {
    return new Budget(System.nanoTime() + time.toNanos());
  }

  /** What is left, never below zero. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** What is left, but at most {@code limit}. */
  public Duration atMost(Duration limit) {
    Duration left = left();
    return left.compareTo(limit) < 0 ? left : limit;
  }

  public boolean spent() {
    return left().isZero();
  }

  /** The same budget with {@code reserve} kept back for the answer. */
  public Budget less(Duration reserve) {
    return new Budget(end - reserve.toNanos());
  }

  @Override
  public String toString() {
    return GoDuration.format(left()) + " left";
  }
}
