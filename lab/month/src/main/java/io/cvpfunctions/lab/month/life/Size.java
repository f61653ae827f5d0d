package io.cvpfunctions.lab.month.life;

/** How much happens in a month, and how many minutes lie between one thing and the next. */
public record Size(
    int boxes,
    int replacements,
    int renames,
    int bigMove,
    int nights,
    int flaps,
    int others,
    double gap,
    boolean hurried) {
  /** A month as it is. */
  public static final Size WHOLE = new Size(30, 3, 2, 200, 5, 20, 3, 2, false);

  /** Of everything a little, for CI. */
  public static final Size SHORT = new Size(5, 3, 1, 40, 1, 8, 1, 0.7, true);
}
