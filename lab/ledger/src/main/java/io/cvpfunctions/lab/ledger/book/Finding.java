package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;

/** Something that should not be. */
public record Finding(Kind kind, Instant at, String what) {
  /** What kind of broken promise it is. */
  public enum Kind {
    LOSS,
    DUPLICATE,
    DISORDER,
    LIE,
    VIEW
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
