package io.cvpfunctions.lab.http;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Being slow on purpose. */
final class Pause {
  private Pause() {}

  static void of(Duration length) throws InterruptedIOException {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting");
    }
  }
}
