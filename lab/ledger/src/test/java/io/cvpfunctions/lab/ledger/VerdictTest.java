package io.cvpfunctions.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "60, 0, 0, proved nothing about detection",
    "300, 0, 0, proved nothing about detection",
    "60, 0, 1, kept all promises",
    "59, 0, 0, kept all promises",
    "60, 1, 0, broke a promise",
  })
  void of_noCertainStay_isUnprovenWhereTheRunWasLong(
      int seconds, int findings, int certain, String text) {
    Verdict verdict = Verdict.of(Duration.ofSeconds(seconds), findings, certain);
    assertThat(verdict).hasToString(text);
  }
}
