package io.cvpfunctions.watcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, which somebody can set ahead or back. Thread-safe. */
public final class ShiftedClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** Sets it by that much; a negative time sets it back. */
  public void set(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
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
