package io.cvpfunctions.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "60, 0, 0, 0, proved nothing about detection",
    "300, 0, 0, 1, proved nothing about detection",
    "60, 0, 1, 0, kept all promises",
    "59, 0, 0, 1, kept all promises",
    "60, 0, 1, 1, proved nothing about some faults",
    "60, 1, 0, 1, broke a promise",
  })
  void of_whatWasNotProven_countsWhereTheRunWasLong(
      int seconds, int findings, int certain, int unmet, String text) {
    Verdict verdict = Verdict.of(Duration.ofSeconds(seconds), findings, certain, unmet);
    assertThat(verdict).hasToString(text);
  }
}
