package io.cvpfunctions.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void next_isAnotherHopOfTheSameTrace() {
    String before = "00-" + TRACE + "-b7ad6b7169203331-00";
    String next = Traceparent.next(before);
    assertThat(Traceparent.isValid(next)).isTrue();
    assertThat(Traceparent.trace(next)).contains(TRACE);
    assertThat(next).doesNotContain("b7ad6b7169203331");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x"
      })
  void next_ofNone_isANewTrace(String none) {
    assertThat(Traceparent.trace(none)).isEmpty();
    assertThat(Traceparent.isValid(Traceparent.next(none))).isTrue();
    assertThat(Traceparent.next(none)).isNotEqualTo(Traceparent.next(none));
  }

  @Test
  void begin_isOne() {
    assertThat(Traceparent.isValid(Traceparent.begin())).isTrue();
  }
}
