package io.cvpfunctions.lab.slack;

/** Slack's tolerance: one message a second and channel, after a burst. Thread-safe. */
final class RateLimit {
  private static final double NANOS = 1e9;

  private final int burst;
  private double left;
  private long last = System.nanoTime();

  RateLimit(int burst) {
    this.burst = burst;
    this.left = burst;
  }

  /** Whether one more message may come now. */
  synchronized boolean allows() {
    long now = System.nanoTime();
    left = Math.min(burst, left + (now - last) / NANOS);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
