package io.cvpfunctions.lab.ledger;

import java.time.Duration;

/** How a run came out. */
enum Verdict {
  KEPT("kept all promises"),
  /** It was long enough, and yet no stay of any device had to be told. */
  UNPROVEN("proved nothing about detection"),
  BROKEN("broke a promise");

  private static final Duration LONG = Duration.ofMinutes(1);

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** Of a run of that length, with so many findings and so many stays that had to be told. */
  static Verdict of(Duration length, int findings, int certain) {
    if (findings > 0) return BROKEN;
    return certain == 0 && length.compareTo(LONG) >= 0 ? UNPROVEN : KEPT;
  }

  @Override
  public String toString() {
    return text;
  }
}
