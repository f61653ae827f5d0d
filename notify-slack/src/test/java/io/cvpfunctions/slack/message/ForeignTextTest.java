package io.cvpfunctions.slack.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
  @Test
  void escaped_ampersandFirst() {
    assertThat(ForeignText.escaped("<!channel> & &lt;", 100))
        .isEqualTo("&lt;!channel&gt; &amp; &amp;lt;");
  }

  @Test
  void escaped_isCutSoThatTheEscapedTextFits() {
    assertThat(ForeignText.escaped("<<<<<", 10)).isEqualTo("&lt;&lt;…");
    assertThat(ForeignText.escaped("<<<", 12)).isEqualTo("&lt;&lt;&lt;");
    assertThat(ForeignText.escaped("abc", 3)).isEqualTo("abc");
  }

  @Test
  void cut_fallsOnACodePoint() {
    assertThat(ForeignText.escaped("😀😀😀", 5)).isEqualTo("😀😀…");
    assertThat(ForeignText.plain("a😀😀", 4)).isEqualTo("a😀…");
  }

  @Test
  void plain_mentionsAreBrokenAndTheRestIsLeftAlone() {
    assertThat(ForeignText.plain("<!here> <@U1> <#C1> 1 < 2 & <b>", 100))
        .isEqualTo("<\u2060!here> <\u2060@U1> <\u2060#C1> 1 < 2 & <b>");
  }

  @Test
  void line_isOneLineWithoutWhatReordersOrHides() {
    assertThat(ForeignText.line(" a\r\n\tb\u0000\u202ec\u2028d\u00a0e ")).isEqualTo("a bc d e");
    assertThat(ForeignText.line("a\ud800b")).isEqualTo("a\ufffdb");
  }

  @Test
  void line_ofNothing_isAQuestionMark() {
    assertThat(ForeignText.line("\u0007 \n")).isEqualTo("?");
  }

  @Test
  void lines_keepsParagraphs() {
    assertThat(ForeignText.lines("a\r\nb\r\r\n\n\nc")).isEqualTo("a\nb\n\nc");
  }
}
