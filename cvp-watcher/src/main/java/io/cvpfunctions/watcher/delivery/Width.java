package io.cvpfunctions.watcher.delivery;

/**
 * How many devices' events a function gets at once: halved when it says it is too many, one more
 * for every full round that went well. Thread-safe.
 */
final class Width {
  private final int most;
  private double width;

  Width(int most) {
    this.most = most;
    this.width = most;
  }

  synchronized int now() {
    return (int) width;
  }

  synchronized void tooMuch() {
    width = Math.max(1, Math.floor(width / 2));
  }

  synchronized void fine() {
    width = Math.min(most, width + 1 / width);
  }
}
