package io.cvpfunctions.watcher.delivery;

import java.time.Duration;
import java.time.Instant;

/** When to give up on an event: once attempts and time are both spent. */
public record Patience(int maxAttempts, Duration retryFor) {
  boolean spent(int attempts, Instant firstAttempt, Instant now) {
    return attempts >= maxAttempts && !now.isBefore(firstAttempt.plus(retryFor));
  }
}
