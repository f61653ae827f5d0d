package io.cvpfunctions.slack.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S,        0 s",
    "PT59.9S,     59 s",
    "PT5M,        5 min",
    "PT5M3S,      5 min 3 s",
    "PT26H0M59S,  1 d 2 h",
    "PT2H0M5S,    2 h",
    "P400D,       400 d"
  })
  void lasting_isTheTwoLargestUnits(Duration time, String text) {
    assertThat(Common.lasting(time)).isEqualTo(text);
  }
}
