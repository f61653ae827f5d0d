package io.cvpfunctions.validation.cli;

import io.cvpfunctions.remote.GoDuration;
import java.time.Duration;

/** Reads a time as all settings here are written; a bare number is seconds, as ANTA has it. */
final class Time {
  private Time() {}

  /**
   * @throws IllegalArgumentException saying what is expected
   */
  static Duration parse(String text) {
    return GoDuration.parse(text.matches("\\d{1,9}") ? text + "s" : text)
        .filter(time -> !time.isZero() && !time.isNegative())
        .orElseThrow(() -> new IllegalArgumentException(text + " is not a time such as 90s"));
  }
}
