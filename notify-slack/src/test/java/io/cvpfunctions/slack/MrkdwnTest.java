package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MrkdwnTest {
  @Test
  void fit_neverTearsAPart() {
    Mrkdwn text = Mrkdwn.of("ab").code("<").code("xyz");

    assertThat(text.fit(13)).isEqualTo("ab`&lt;``xyz`");
    assertThat(text.fit(12)).isEqualTo("ab`&lt;`…");
    assertThat(text.fit(5)).isEqualTo("ab…");
  }

  @Test
  void code_cannotBeLeft() {
    assertThat(Mrkdwn.empty().code("a`b` *c*\nd")).hasToString("`a'b' *c* d`");
  }

  @Test
  void link_toTheWeb_isOne() {
    assertThat(link("https://cvp.example/a?b=1&c=2"))
        .isEqualTo("<https://cvp.example/a?b=1&amp;c=2|it>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https://a|b",
        "https://a>b",
        "https://a b",
        "https://",
        "https://ä",
        "https://a/\n<!here>",
        "!channel"
      })
  void link_toAnythingElse_isNone(String address) {
    assertThat(link(address)).isEmpty();
  }

  private static String link(String address) {
    return Mrkdwn.empty().link(Optional.of(address), "it").toString();
  }
}
