package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

  @ParameterizedTest
  @CsvSource({"X-call-id, X-Call-Id", "HOST, Host", "ce-ID, Ce-Id", "a--b, A--B"})
  void canonical_anyCase_isAsGoWritesIt(String name, String expected) {
    assertThat(Wire.canonical(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/, /", "/a/b, /a/b", "/a//b/, /a/b/", "/a/../b, /b", "/../a, /a", "/./a/., /a"})
  void clean_dotsAndDoubledSlashes_areGone(String path, String expected) {
    assertThat(GoPath.clean(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "1m30s, 90000", "1.5s, 1500", "0, 0", "2h, 7200000"})
  void parse_goDuration_isThatLong(String text, long millis) {
    assertThat(GoDuration.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"5", "s", "-1s", "soon", "1 s", "''"})
  void parse_whatGoRefuses_isNothing(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
