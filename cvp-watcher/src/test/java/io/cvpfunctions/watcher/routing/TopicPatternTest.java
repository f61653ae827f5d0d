package io.cvpfunctions.watcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "cvp.device.moved, cvp.device.moved,   true",
    "cvp.device.moved, cvp.device.added,   false",
    "cvp.device.*,     cvp.device.moved,   true",
    "cvp.device.*,     cvp.device,         false",
    "cvp.device.*,     cvp.device.a.b,     false",
    "cvp.**,           cvp.device.moved,   true",
    "cvp.**,           cvp,                true",
    "cvp.**,           cvpx.device,        false",
    "**.moved,         cvp.device.moved,   true",
    "cvp.**.moved,     cvp.moved,          true",
    "cvp.**.moved,     cvp.a.b.moved,      true",
    "*.*.*,            cvp.device.moved,   true",
    "**,               anything,           true",
    "cvp.dev*,         cvp.device,         false",
  })
  void matches_wildcards(String pattern, String topic, boolean expected) {
    assertThat(TopicPattern.of(pattern).matches(topic)).isEqualTo(expected);
  }

  @Property(tries = 500)
  void matches_isWhatARegularExpressionSays(
      @ForAll("patterns") List<String> pattern, @ForAll("topics") List<String> topic) {
    StringBuilder regex = new StringBuilder();
    for (String each : pattern) {
      regex.append(each.equals("**") ? "([ab];)*" : each.equals("*") ? "[ab];" : each + ";");
    }
    String text = String.join(";", topic) + ";";
    assertThat(TopicPattern.of(String.join(".", pattern)).matches(String.join(".", topic)))
        .isEqualTo(text.matches(regex.toString()));
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    return Arbitraries.of("a", "b", "*", "**").list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> topics() {
    return Arbitraries.of("a", "b").list().ofMinSize(1).ofMaxSize(6);
  }
}
