package io.cvpfunctions.watcher.sources;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes on evenly while somebody sets the machine's clock; for pauses, not for times of day. */
final class SteadyClock extends Clock {
  private final Instant start;
  private final long startedAt = System.nanoTime();

  private SteadyClock(Instant start) {
    this.start = start;
  }

  static SteadyClock startingAt(Instant now) {
    return new SteadyClock(now);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startedAt);
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
