package io.cvpfunctions.events;

import java.util.Locale;
import java.util.Optional;

/** ANTA's four words for the end of a test, kept so that reports read the same. */
public enum Verdict {
  /** The device is as it should be. */
  SUCCESS,
  /** We looked, and the device is not as it should be. */
  FAILURE,
  /**
   * We could not look: unreachable, refused, or an unexpected reply. Says nothing of the device.
   */
  ERROR,
  /** The question does not apply to this device. */
  SKIPPED;

  /** The verdict of that word, in any case. */
  public static Optional<Verdict> parse(String word) {
    for (Verdict verdict : values()) {
      if (verdict.word().equals(word.toLowerCase(Locale.ROOT))) return Optional.of(verdict);
    }
    return Optional.empty();
  }

  /** The verdict that stands under {@code name}; an error, and a problem, where none does. */
  static Verdict from(DataReader data, String name) {
    String word = data.requiredText(name);
    Optional<Verdict> verdict = parse(word);
    if (verdict.isEmpty() && !word.equals(DataReader.MISSING)) {
      data.problem(name, "expected success, failure, error or skipped");
    }
    return verdict.orElse(ERROR);
  }

  /** As reports write it: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
