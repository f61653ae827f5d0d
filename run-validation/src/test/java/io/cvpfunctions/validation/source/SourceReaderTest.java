package io.cvpfunctions.validation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void read_yaml_keepsTheLineOfEveryValue() {
    Source source = read("a: x\nb:\n  - x\n  - {c: x}\n");
    Source list = source.entries().get(1).value();
    assertThat(source.entries().get(0).value().line()).isEqualTo(1);
    assertThat(list.elements()).extracting(Source::line).containsExactly(3, 4);
    assertThat(list.elements().get(1).entries().get(0).value().line()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[&a {b: 1}, {<<: *a, c: 2}]          | [{\"b\":1},{\"c\":2,\"b\":1}]",
        "[&a {b: 1}, {<<: *a, b: 2}]          | [{\"b\":1},{\"b\":2}]",
        "[&a {b: 1}, &c {d: 2}, {<<: [*a, *c]}] | [{\"b\":1},{\"d\":2},{\"b\":1,\"d\":2}]",
        "[&a 1, *a]                           | [1,1]",
        "[&a 1, &a 2, *a]                     | [1,2,2]",
        "{'<<': 1}                            | {\"<<\":1}",
        "[! 10, !!int '10', !!float 1.5]      | [10,10,1.5]",
        "[]                                   | []",
      })
  void read_anchorsTagsAndMerges_areWrittenOut(String text, String json) {
    assertThat(read("a: " + text).entries().get(0).value().toJson().toString()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&a [*a]          | line 1: an anchor contains itself",
        "[*b]             | line 1: not YAML: there is no anchor b",
        "{<<: 1}          | line 1: << takes a mapping, not '1'",
        "!!int x          | line 1: x is not a number",
        "[                | not YAML",
        "'a: b: c'        | not YAML",
      })
  void read_whatCannotBe_isToldWithItsLine(String text, String problem) {
    assertThatThrownBy(() -> read("a: " + text.replaceAll("^'|'$", "")))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void read_secondDocument_isRefused() {
    assertThatThrownBy(() -> read("a: 1\n---\nb: 1\n"))
        .hasMessage("line 2: not YAML: expected one document, but another begins");
  }

  @Test
  void read_nestedTooDeeply_isRefused() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(60) + "]".repeat(60)))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void read_yamlInFlowStyle_isNotTakenForBrokenJson() {
    assertThat(read("{a: [yes]}").entries().get(0).value().elements().get(0).truth()).isTrue();
  }

  private static Source read(String text) {
    return SourceReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
