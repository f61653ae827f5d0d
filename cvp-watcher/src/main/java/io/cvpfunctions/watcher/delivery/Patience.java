package io.cvpfunctions.watcher.delivery;

import java.time.Duration;

/**
 * When to give up on an event: once attempts and time are both spent. The time is what attempts and
 * the pauses after them took, so a clock that is set gives up on nothing.
 */
public record Patience(int maxAttempts, Duration retryFor) {
  boolean spent(int attempts, Duration triedFor) {
    return attempts >= maxAttempts && triedFor.compareTo(retryFor) >= 0;
  }
}
