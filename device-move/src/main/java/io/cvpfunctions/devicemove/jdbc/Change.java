package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.CmdbRecord;
import java.util.Optional;

/** One record before and after the observations of a transaction. */
final class Change {
  private final CmdbRecord before;
  private CmdbRecord after;
  private boolean shows;

  /** Null where there is no record. */
  Change(CmdbRecord before) {
    this.before = before;
    this.after = before;
  }

  CmdbRecord before() {
    return before;
  }

  Optional<CmdbRecord> after() {
    return Optional.ofNullable(after);
  }

  /** Whether a person who reads both would see a difference is {@code seen}. */
  void now(CmdbRecord record, boolean seen) {
    after = record;
    shows |= seen;
  }

  boolean creates() {
    return before == null && after != null;
  }

  boolean updates() {
    return before != null && after != before;
  }

  boolean shows() {
    return shows;
  }

  @Override
  public String toString() {
    return before + " -> " + after;
  }
}
