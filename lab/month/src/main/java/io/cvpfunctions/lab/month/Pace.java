package io.cvpfunctions.lab.month;

import java.time.Duration;

/**
 * How the month's time is compressed: a minute of it is a second, and hours of nothing are none.
 */
public final class Pace {
  /** How many times faster than in a data centre everything happens. */
  public static final int FACTOR = 60;

  private Pace() {}

  /** So many minutes of the month, as they pass here. */
  public static Duration minutes(double number) {
    return Duration.ofMillis(Math.round(number * 60_000 / FACTOR));
  }

  /** That much of a data centre's time, as it passes here. */
  public static Duration of(Duration real) {
    return real.dividedBy(FACTOR);
  }

  /** As flags and annotations have it. */
  public static String text(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
