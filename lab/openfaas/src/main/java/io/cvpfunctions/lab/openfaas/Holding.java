package io.cvpfunctions.lab.openfaas;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Makes a caller wait, as a fault ordered it. */
final class Holding {
  private Holding() {}

  static void hold(Duration delay) throws InterruptedIOException {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the gateway is closing");
    }
  }
}
