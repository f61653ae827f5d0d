package io.cvpfunctions.validation.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Python's own module re (3.11) finds for these patterns, and which it refuses; a look-behind
 * of no fixed width alone is taken here only.
 */
class PythonPatternsTest {
  static Stream<Arguments> found() {
    return Stream.of(
        Arguments.of("mtu (\\d+)", "mtu 9214", "mtu 9214"),
        Arguments.of("(?P<n>a)(?P=n)", "baab", "aa"),
        Arguments.of("(?P<_long_name>a)(?P=_long_name)", "baab", "aa"),
        Arguments.of("(<)?\\w+(?(1)>|!)", "<a>", "<a>"),
        Arguments.of("(<)?\\w+(?(1)>|!)", "a!", "a!"),
        Arguments.of("(<)?\\w+(?(1)>|!)", "<a!", "a!"),
        Arguments.of("^(<)?\\w+(?(1)>|!)$", "<a!", "none"),
        Arguments.of("^(?P<open><)?a(?(open)>)$", "a", "a"),
        Arguments.of("^(?P<open><)?a(?(open)>)$", "<a", "none"),
        Arguments.of("(x)?(y)(?(1)a|b)\\2", "xyay", "xyay"),
        Arguments.of("(x)?(y)(?(1)a|b)\\2", "yby", "yby"),
        Arguments.of("(c|)-(?(1)A|)", "-", "none"),
        Arguments.of("^(a)?(?(1)b|c)+$", "cc", "cc"),
        Arguments.of("a(?#a note (with a bracket)b", "ab", "ab"),
        Arguments.of("a(?#note)*", "aaa", "aaa"),
        Arguments.of("(?a)\\w+", "éa", "a"),
        Arguments.of("\\w+", "éa", "éa"),
        Arguments.of("(?a:\\w)\\w", "éaé", "aé"),
        Arguments.of("(?i)É", "é", "é"),
        Arguments.of("(?ai)É", "é", "none"),
        Arguments.of("(?i)(?s)A.B", "a\nb", "a\nb"),
        Arguments.of("(?i:A)b", "ab", "ab"),
        Arguments.of("(?i:A)b", "aB", "none"),
        Arguments.of("(?x) a b # and a (", "ab", "ab"),
        Arguments.of("(?x)[ ]a", " a", " a"),
        Arguments.of("(?x: a ) b", "a b", "a b"),
        Arguments.of("a\\Z", "a", "a"),
        Arguments.of("[\\]a]+", "]a", "]a"),
        Arguments.of("[]a]+", "]a", "]a"),
        Arguments.of("[^]a]+", "]ab", "b"),
        Arguments.of("[a&&b]+", "a&b", "a&b"),
        Arguments.of("[[a]+", "[a", "[a"),
        Arguments.of("[a-c-e]+", "b-e", "b-e"),
        Arguments.of("[\\w-]+", "a-b", "a-b"),
        Arguments.of("[\\b]x?", "\bx", "\bx"),
        Arguments.of("a{,2}", "aaa", "aa"),
        Arguments.of("a{,}", "aaa", "aaa"),
        Arguments.of("a{x", "a{x", "a{x"),
        Arguments.of("a{}", "a{}", "a{}"),
        Arguments.of("a++b", "aab", "aab"),
        Arguments.of("(?>a+)b", "aab", "aab"),
        Arguments.of("a{2}?", "aaa", "aa"),
        Arguments.of("\\x41\\u0042\\U00000043", "ABC", "ABC"),
        Arguments.of("\\N{LATIN SMALL LETTER A}", "a", "a"),
        Arguments.of("\\101\\060", "A0", "A0"),
        Arguments.of("(a)\\1", "aa", "aa"),
        Arguments.of("\\v", "\u000b", "\u000b"),
        Arguments.of("\\-", "-", "-"),
        Arguments.of("a$", "a\n", "a"),
        Arguments.of(".", "\r", "\r"),
        Arguments.of("(?<=a{1,2})b", "ab", "b"),
        Arguments.of("(?<=a)b(?!c)", "abd", "b"),
        Arguments.of("_%\\ \\#", "_% #", "_% #"));
  }

  @ParameterizedTest
  @MethodSource("found")
  void compile_asPythonReadsIt_finds(String pattern, String text, String found) {
    Matcher matcher = PythonPatterns.compile(pattern, 0).matcher(text);
    assertThat(matcher.find() ? matcher.group() : "none").isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\Qa\\E",
        "\\h",
        "\\R",
        "\\X",
        "\\G",
        "\\z",
        "\\e",
        "\\cA",
        "\\p{L}",
        "\\k<n>",
        "\\_a\\y",
        "\\101\\60",
        "[\\Z]",
        "[\\A]",
        "[\\8]",
        "[\\h]",
        "[a",
        "[]",
        "[z-a]",
        "[\\d-z]",
        "(?<n>a)",
        "(?P>n)",
        "(?P<n>a",
        "(?P<n>a)(?P<n>b)",
        "(?P<1>a)",
        "(?P=n)",
        "(?P<n>a(?P=n))",
        "\\1",
        "(a\\1)",
        "(a)\\2",
        "(?(1)a|b)",
        "(a)(?(2)b)",
        "(a)(?(1)b|c|d)",
        "(?(n)a)",
        "(?(1",
        "(?#",
        "(a",
        "a)",
        "a**",
        "a{2}{3}",
        "a+*",
        "*a",
        "(*a)",
        "|*",
        "^*",
        "$+",
        "\\b*",
        "a(?i)b",
        "(?-i)a",
        "(?i",
        "(?L)a",
        "(?au)a",
        "(?ai-x",
        "(?d)a",
        "(?U)a",
        "(?)",
        "(?^a)",
        "a{3,2}",
        "\\x4",
        "\\u004",
        "\\U00110000",
        "\\N{NO SUCH}",
        "\\",
        "[\\",
        "a???",
        "a+++",
        "(?i)(a(?m))",
      })
  void valid_whatPythonRefuses_isNone(String pattern) {
    assertThat(PythonPatterns.valid(pattern)).isEmpty();
  }
}
