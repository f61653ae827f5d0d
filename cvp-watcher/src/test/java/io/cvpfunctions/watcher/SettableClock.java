package io.cvpfunctions.watcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when it is told to. Thread-safe. */
public final class SettableClock extends Clock {
  private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** Lets that much time pass. */
  public SettableClock pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  @Override
  public Instant instant() {
    return now;
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
