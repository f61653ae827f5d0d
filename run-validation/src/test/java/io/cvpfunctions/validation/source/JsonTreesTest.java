package io.cvpfunctions.validation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        " {\"a\": [1, -2, 2147483648, 18446744073709551616, 0.5, 1e22, true, false, null, \"\"],"
            + " \"b\": {\"c\": {}, \"d\": [[]]}, \"\": \"\\u00e9\\n\\\"\"} ",
        "{\"a\": 1, \"a\": 2}",
      })
  void read_andWritten_isWhatJacksonsMapperMakesOfIt(String text) throws IOException {
    JsonNode tree = read(text);

    assertThat(tree).isEqualTo(MAPPER.readTree(text));
    assertThat(JsonTrees.object(text.getBytes(StandardCharsets.UTF_8)).isPresent())
        .isEqualTo(tree.isObject());
    assertThat(JsonTrees.text(tree)).isEqualTo(tree.toString());
    assertThat(JsonTrees.pretty(tree)).isEqualTo(tree.toPrettyString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,", "{\"a\"}", "{} {}", "nul", "<html>", "{'a': 1}"})
  void read_whatIsNotOneValue_isRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    assertThat(JsonTrees.object(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void read_nestedWithoutEnd_isRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(IOException.class);
  }

  private static JsonNode read(String text) throws IOException {
    return JsonTrees.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
