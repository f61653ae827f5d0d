package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "1ns, PT0.000000001S",
    "1us, PT0.000001S",
    "1µs, PT0.000001S",
    "250ms, PT0.25S",
    "24s, PT24S",
    "1.5h, PT1H30M",
    "1h30m10s, PT1H30M10S",
    "1m30.5s, PT1M30.5S",
    "90m, PT1H30M",
    "7d, PT168H",
    "1d12h, PT36H",
    "0.4ns, PT0S",
  })
  void parse_duration_isRead(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "s",
        "-5s",
        "+5s",
        "5 s",
        "5S",
        "1.s",
        ".5s",
        "1s1",
        "soon",
        "5y",
        "9999999d",
        "1s 2s",
        "٣s",
        "000000000000000000000000000000000000000000001s"
      })
  void parse_anythingElse_isEmpty(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.000001S, 0s",
    "PT0.25S, 250ms",
    "PT24S, 24s",
    "PT1M, 1m",
    "PT36H0.001S, 36h1ms",
    "PT-5S, 0s",
  })
  void format_duration_isShort(Duration duration, String expected) {
    assertThat(GoDuration.format(duration)).isEqualTo(expected);
  }
}
