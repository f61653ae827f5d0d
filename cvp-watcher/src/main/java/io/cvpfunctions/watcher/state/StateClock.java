package io.cvpfunctions.watcher.state;

import io.cvpfunctions.watcher.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock by which deliveries are put off: that of the database server, on which replicas agree;
 * where the state is a file, that of the machine as it was at the start. In between it goes on by
 * itself, whatever anybody does to the machine's. Thread-safe.
 */
final class StateClock extends Clock {
  /** What two good clocks never differ by. */
  private static final Duration APART = Duration.ofSeconds(2);

  private final Clock steady;
  private volatile Duration ahead = Duration.ZERO;

  StateClock() {
    this(new SteadyClock());
  }

  /** Goes on as that clock does. */
  StateClock(Clock steady) {
    this.steady = steady;
  }

  /** Goes by the server's from now on, if they differ. */
  void follow(Instant server) {
    if (Duration.between(instant(), server).abs().compareTo(APART) < 0) return;
    ahead = Duration.between(steady.instant(), server);
  }

  @Override
  public Instant instant() {
    return steady.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
