package io.cvpfunctions.watcher.sources;

import java.time.Duration;
import java.time.Instant;

/**
 * Up to when CloudVision's events were heard of, from when on they are news, and from when on their
 * history is owed after a gap. Server's times, but for the baseline. Not thread-safe.
 */
final class Heard {
  /** How far back a repeated look goes beyond what was heard, for clocks and for lateness. */
  static final Duration MARGIN = Duration.ofMinutes(10);

  private Instant last;
  private Instant baseline;
  private Instant gap = Instant.EPOCH;
  private boolean owed;

  private Heard(Instant last, Instant baseline) {
    this.last = last;
    this.baseline = baseline;
  }

  /** Nothing was heard yet, and nothing is news. */
  static Heard nothing() {
    return new Heard(null, null);
  }

  /**
   * All was heard up to {@code seen}; what happened after {@code baseline} is news. Where both are
   * the same, that is the machine's time, and CloudVision has said none.
   */
  static Heard until(Instant seen, Instant baseline) {
    return new Heard(seen.equals(baseline) ? null : seen, baseline);
  }

  /** Whether there ever was a complete list, so that what is new is news. */
  boolean baselined() {
    return baseline != null;
  }

  /** Before then nothing is news. */
  Instant baseline() {
    return baseline;
  }

  /** A subscription begins: what happened since the last message is owed. */
  void begin() {
    if (!baselined()) last = null;
    if (!baselined() || owed) return;
    gap = mark();
    owed = true;
  }

  /** The history since the gap was told. */
  void repaid() {
    owed = false;
  }

  /** Whether the history since the gap was not told yet. */
  boolean owes() {
    return owed;
  }

  /** Whether it happened in a gap whose history was not told yet, so that nobody heard of it. */
  boolean owes(Instant time) {
    return owed && time.isAfter(gap);
  }

  /** Where the history that is owed begins: never before the baseline. */
  Instant from() {
    return latest(gap.minus(MARGIN), baseline);
  }

  /** All up to then was heard; it stays before a gap until the gap is told. */
  Instant mark() {
    if (owed) return gap;
    return last == null ? baseline : last;
  }

  /** A message of that time was heard. */
  void hears(Instant time) {
    if (time != null) last = latest(time, last);
  }

  /** It just happened, so after the baseline: a clock that was ahead is put right. */
  void happens(Instant time) {
    if (baselined() && time != null && time.isBefore(baseline)) baseline = time;
  }

  /** The first list is complete, by the machine's clock; one that is behind is put right. */
  void complete(Instant now) {
    if (!baselined()) baseline = latest(now, last);
  }

  private static Instant latest(Instant one, Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }
}
