package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "25, 25000",
    "25s, 25000",
    "1m30s, 90000",
    "1.5h, 5400000",
    "300ms, 300",
    "0s, 0"
  })
  void parse_asTheWatchdogDoes_isThatLong(String text, long millis) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "5 s", "-5s", "5d", "1m30", "five", "1.5", "PT5S"})
  void parse_anythingElse_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse(text))
        .withMessage("\"" + text + "\" is not a duration such as 25s or 1m30s");
  }
}
