package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class UrlTextTest {
  @Test
  void query_none_isEmpty() {
    assertThat(UrlText.query(null)).isEmpty();
    assertThat(UrlText.query("")).isEmpty();
  }

  @Test
  void query_everyShape_isTakenApart() {
    assertThat(UrlText.query("a=1&flag&z=a=b&empty=&a=2&&m=%C3%BC+%26"))
        .containsExactly(
            entry("a", "2"),
            entry("flag", null),
            entry("z", "a=b"),
            entry("empty", ""),
            entry("m", "ü &"));
  }

  @Test
  void pathPairs_segmentsInTurn_areNamesAndValues() {
    assertThat(UrlText.pathPairs("/")).isEmpty();
    assertThat(UrlText.pathPairs("/device/leaf%2F1/a+b"))
        .containsExactly(entry("device", "leaf/1"), entry("a+b", ""));
    assertThat(UrlText.pathPairs("/a//c")).containsExactly(entry("a", ""), entry("c", ""));
  }
}
