package io.cvpfunctions.lab.ledger;

import java.time.Duration;

/** How a run came out. */
enum Verdict {
  KEPT("kept all promises"),
  /** It was long enough, and yet no stay of any device had to be told. */
  UNPROVEN("proved nothing about detection"),
  /** It was long enough, and yet faults were ordered that nobody met. */
  UNMET("proved nothing about some faults"),
  BROKEN("broke a promise");

  private static final Duration LONG = Duration.ofMinutes(1);

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /**
   * Of a run of that length, with so many findings, so many stays that had to be told, and so many
   * kinds of faults that nobody met.
   */
  static Verdict of(Duration length, int findings, int certain, int unmet) {
    if (findings > 0) return BROKEN;
    if (length.compareTo(LONG) < 0) return KEPT;
    if (certain == 0) return UNPROVEN;
    return unmet > 0 ? UNMET : KEPT;
  }

  @Override
  public String toString() {
    return text;
  }
}
