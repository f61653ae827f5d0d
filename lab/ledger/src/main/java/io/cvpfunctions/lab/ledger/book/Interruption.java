package io.cvpfunctions.lab.ledger.book;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A moment at which answers were lost: the watcher was killed, or all connections were cut.
 *
 * @param inFlight the deliveries that the state held as begun when the watcher was killed
 */
public record Interruption(Instant from, Instant until, boolean kill, Set<String> inFlight) {
  /** What was written to a connection may still be lost with it. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

  /** A process that ended with those deliveries begun. */
  public static Interruption kill(Instant from, Instant until, Set<String> inFlight) {
    return new Interruption(from, until, true, Set.copyOf(inFlight));
  }

  /** A moment at which the gateway ended all connections. */
  public static Interruption cut(Instant from, Instant until) {
    return new Interruption(from, until, false, Set.of());
  }

  /** Whether the answer to this receipt may have been lost in it. */
  boolean lost(Receipt receipt) {
    if (kill) return inFlight.contains(receipt.key());
    return receipt
        .call()
        .filter(call -> call.sent().isBefore(until) && call.ended().plus(ON_ITS_WAY).isAfter(from))
        .isPresent();
  }

  /**
   * Whether the caller was gone already when the gateway, which had held the call, passed it on.
   */
  boolean orphaned(Receipt receipt) {
    return receipt
        .call()
        .filter(call -> call.sent().isBefore(until) && receipt.arrived().isAfter(from))
        .isPresent();
  }
}
