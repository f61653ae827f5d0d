package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvSubstTest {
  private static final Map<String, String> VARIABLES =
      Map.of("X", "Hello", "EMPTY", "", "Y", "why", "P", "a/b/a");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'${X}', Hello",
    "'a${X}b${Y}c', aHellobwhyc",
    "'${UNSET}.', .",
    "'${UNSET:-d}', d",
    "'${EMPTY:-d}', d",
    "'${X:-d}', Hello",
    "'${EMPTY:=d}', d",
    "'${UNSET=d}', d",
    "'${UNSET:-${Y}}', why",
    "'${UNSET:-${NEITHER:-deep}}!', deep!",
    "'${UNSET:-http://h:1/p}', http://h:1/p",
    "'${UNSET:-[a, b]}', '[a, b]'",
    "'${UNSET:-}.', .",
    "'$X $5', '$X $5'",
    "'$$', '$'",
    "'$${X}', '${X}'",
    "'${X:?msg}', Hello",
    "'${UNSET:?msg}', msg",
    "'${X:+alt}', Hello",
    "'${X,,}', hello",
    "'${X,}', hello",
    "'${X^^}', HELLO",
    "'${Y^}', Why",
    "'${#X}', 5",
    "'${X/l/L}', HeLlo",
    "'${X//l/L}', HeLLo",
    "'${X/zz/L}', Hello",
    "'${X:0:1}', H",
    "'${X:1}', ello",
    "'${X:1:99}', ello",
  })
  void substitute_asFaasCli(String text, String expected) {
    assertThat(EnvSubst.substitute(text, VARIABLES)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"${X-d}", "${X", "# a comment ${", "${X:-d", "${}", "${X:a}", "${X!}"})
  void substitute_whatFaasCliRefuses_isRefusedWithItsLine(String text) {
    assertThatThrownBy(() -> EnvSubst.substitute("first\n" + text, VARIABLES))
        .isInstanceOf(StackFileException.class)
        .hasMessageStartingWith("line 2: ");
  }
}
