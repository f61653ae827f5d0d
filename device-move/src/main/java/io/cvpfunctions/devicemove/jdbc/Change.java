package io.cvpfunctions.devicemove.jdbc;

import java.util.Objects;

/** One record before and after the observations of a transaction. */
final class Change {
  private final DeviceRecord before;
  private DeviceRecord after;

  /** Null where there is no record. */
  Change(DeviceRecord before) {
    this.before = before;
    this.after = before;
  }

  DeviceRecord before() {
    return before;
  }

  DeviceRecord after() {
    return after;
  }

  void now(DeviceRecord record) {
    after = record;
  }

  boolean creates() {
    return before == null && after != null;
  }

  boolean updates() {
    return before != null && !after.isStill(before);
  }

  /** Whether a person who reads both would see a difference. */
  boolean shows() {
    return before == null || !after.saysTheSameAs(before);
  }

  @Override
  public String toString() {
    return Objects.toString(before) + " -> " + after;
  }
}
