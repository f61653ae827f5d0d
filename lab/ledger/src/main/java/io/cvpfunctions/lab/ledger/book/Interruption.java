package io.cvpfunctions.lab.ledger.book;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A time at which something came between: the watcher was killed, all connections to the gateway
 * were cut, or the watcher was kept from its state or from CloudVision.
 *
 * @param inFlight the deliveries that the killed one, and no other, held as begun in the state
 */
public record Interruption(Instant from, Instant until, Kind kind, Set<String> inFlight) {
  /** What came between. */
  public enum Kind {
    KILL,
    CUT,
    /** Answers are not lost with it, but what was seen may have to be seen again. */
    BLINDED,
    /** The same, and whoever has looked until then may look on, but leads and stores no more. */
    DEPOSED
  }

  /** What was written to a connection may still be lost with it. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

  /** A process that ended with those deliveries begun. */
  public static Interruption kill(Instant from, Instant until, Set<String> inFlight) {
    return new Interruption(from, until, Kind.KILL, Set.copyOf(inFlight));
  }

  /** A moment at which the gateway ended all connections. */
  public static Interruption cut(Instant from, Instant until) {
    return new Interruption(from, until, Kind.CUT, Set.of());
  }

  /** A time in which what was seen could not be stored, or not seen. */
  public static Interruption blinded(Instant from, Instant until) {
    return new Interruption(from, until, Kind.BLINDED, Set.of());
  }

  /** A time in which the leader lost, or may have lost, the session by which it leads. */
  public static Interruption deposed(Instant from, Instant until) {
    return new Interruption(from, until, Kind.DEPOSED, Set.of());
  }

  /** Whether it took the lead from whoever had looked then, and looks later. */
  boolean tookLead(Instant earlier, Instant later) {
    return kind == Kind.DEPOSED && earlier.isBefore(until) && !later.isBefore(from);
  }

  boolean kill() {
    return kind == Kind.KILL;
  }

  /** Whether it kept the watcher from seeing and storing in that time; a cut does not. */
  boolean during(Instant begin, Instant end) {
    return kind != Kind.CUT && !from.isAfter(end) && !until.isBefore(begin);
  }

  /** Whether the answer to this receipt may have been lost in it. */
  boolean lost(Receipt receipt) {
    if (kind == Kind.KILL) return inFlight.contains(receipt.key());
    if (kind == Kind.BLINDED || kind == Kind.DEPOSED) return false;
    return receipt
        .call()
        .filter(call -> call.sent().isBefore(until) && call.ended().plus(ON_ITS_WAY).isAfter(from))
        .isPresent();
  }

  /**
   * Whether the caller was gone already when the gateway, which had held the call, passed it on.
   */
  boolean orphaned(Receipt receipt) {
    if (kind == Kind.BLINDED || kind == Kind.DEPOSED) return false;
    if (kind == Kind.KILL && !inFlight.contains(receipt.key())) return false;
    return receipt
        .call()
        .filter(call -> call.sent().isBefore(until) && receipt.arrived().isAfter(from))
        .isPresent();
  }
}
