package io.cvpfunctions.validation.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceReaderTest {
  /** What PyYAML's safe loader makes of these words. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "yes, BOOLEAN, true",
        "Off, BOOLEAN, false",
        "y, TEXT, `\"y\"`",
        "true, BOOLEAN, true",
        "010, INTEGER, 8",
        "0x1F, INTEGER, 31",
        "0b101, INTEGER, 5",
        "1_000, INTEGER, 1000",
        "-12, INTEGER, -12",
        "08, TEXT, `\"08\"`",
        "65000:10, INTEGER, 3900010",
        "10:11:22:33:44:55, INTEGER, 7923433495",
        "00:1c:73:00:dc:01, TEXT, `\"00:1c:73:00:dc:01\"`",
        "001c.7300.dc01, TEXT, `\"001c.7300.dc01\"`",
        "4.25, DECIMAL, 4.25",
        "1e-7, TEXT, `\"1e-7\"`",
        "1.0e-7, DECIMAL, 1.0E-7",
        ".inf, DECIMAL, `\"Infinity\"`",
        "~, NULL, null",
        "null, NULL, null",
        "2026-01-02, OTHER, `\"2026-01-02\"`",
        "'10', TEXT, `\"10\"`",
        "!!str 10, TEXT, `\"10\"`",
      })
  void read_plainScalar_isWhatPyYamlMakesOfIt(String text, Source.Kind kind, String json) {
    Source value = read("a: " + text).entries().get(0).value();
    assertThat(value.kind()).isEqualTo(kind);
    assertThat(value.toJson().toString()).isEqualTo(json);
  }

  @Test
  void read_json_keepsLinesAndRepeatedKeys() {
    Source source = read("{\n \"a\": 1,\n \"a\": [true,\n null]}");
    assertThat(source.entries()).hasSize(2);
    assertThat(source.entries().get(1).key().line()).isEqualTo(3);
    assertThat(source.entries().get(1).value().elements().get(1).line()).isEqualTo(4);
  }

  @Test
  void read_yamlInFlowStyle_isNotTakenForBrokenJson() {
    assertThat(read("{a: [yes]}").entries().get(0).value().elements().get(0).truth()).isTrue();
  }

  private static Source read(String text) {
    return SourceReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
