package io.cvpfunctions.slack.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
  @Test
  void cut_tearsNeitherEscapeNorLinkNorCharacter() {
    assertThat(Markup.fit("ab&amp;cde", 8)).isEqualTo("ab…");
    assertThat(Markup.fit("ab&amp;cd", 9)).isEqualTo("ab&amp;cd");
    assertThat(Markup.fit("a<https://x.example|it> b", 20)).isEqualTo("a…");
    assertThat(Markup.fit("😀😀😀", 5)).isEqualTo("😀…");
  }

  @Test
  void cut_endsTheCodeItIsIn() {
    assertThat(Markup.fit("`abcdef`", 7)).isEqualTo("`abcd`…");
    assertThat(Markup.fit("`abc", 9)).isEqualTo("`abc`");
  }

  @Test
  void emptyCode_isLeftOut() {
    assertThat(Markup.fit("on ``", 9)).isEqualTo("on ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!here>",
        "<@U1>",
        "<#C1>",
        "<javascript:1|x>",
        "<https://a b|x>",
        "<https://a|b&c>",
        "<https://a&b|c>",
        "a < b",
        "&x"
      })
  void whatIsNoLink_isEscaped(String markup) {
    assertThat(Markup.fit(markup, 100))
        .doesNotContain("<")
        .doesNotContainPattern("&(?!amp;|lt;|gt;)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<https://x.example/$1?a=\\b|it>", "<https://x.example/${a}|$0 \\>"})
  void linkWithDollarOrBackslash_isKept(String link) {
    assertThat(Markup.fit(link, 100)).isEqualTo(link);
  }

  @Test
  void longLink_isKeptOnASmallStack() throws InterruptedException {
    String link = "<https://x.example/" + "a&amp;".repeat(400) + "|it>";
    List<String> kept = new ArrayList<>();
    Thread small = new Thread(null, () -> kept.add(Markup.fit(link, 3000)), "small", 1 << 17);

    small.start();
    small.join();

    assertThat(kept).containsExactly(link);
  }
}
