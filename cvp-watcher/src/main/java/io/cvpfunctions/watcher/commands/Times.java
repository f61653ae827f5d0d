package io.cvpfunctions.watcher.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as people read them. */
final class Times {
  private Times() {}

  /** To the second. */
  static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** In the largest unit or two that say something: {@code 3d2h}, {@code 45s}. */
  static String text(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) return seconds + "s";
    if (seconds < 3600) return seconds / 60 + "m" + rest(seconds % 60, "s");
    if (seconds < 86400) return seconds / 3600 + "h" + rest(seconds % 3600 / 60, "m");
    return seconds / 86400 + "d" + rest(seconds % 86400 / 3600, "h");
  }

  private static String rest(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
