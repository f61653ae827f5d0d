package io.cvpfunctions.validation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "75, 75.0",
    "665.15, 665.15",
    "7.000000000000001, 7.000000000000001",
    "0.1, 0.1",
    "1e-7, 1e-07",
    "0.0001, 0.0001",
    "0.00001234, 1.234e-05",
    "1e16, 1e+16",
    "123456789012345680, 1.2345678901234568e+17",
    "9007199254740993, 9007199254740992.0",
    "2e-3, 0.002",
    "2.0E-322, 2e-322",
    "-0.0, -0.0",
    "NaN, nan",
    "-Infinity, -inf",
  })
  void show_isPythonsRepr(double value, String expected) {
    assertThat(PythonNumbers.show(value)).isEqualTo(expected);
  }

  @Test
  void fixed_roundsHalfToEvenOnTheExactValue() {
    assertThat(PythonNumbers.fixed(74.875, 2)).isEqualTo("74.88");
    assertThat(PythonNumbers.fixed(0.125, 2)).isEqualTo("0.12");
    assertThat(PythonNumbers.fixed(2.675, 2)).isEqualTo("2.67");
    assertThat(PythonNumbers.fixed(95.56, 2)).isEqualTo("95.56");
  }
}
