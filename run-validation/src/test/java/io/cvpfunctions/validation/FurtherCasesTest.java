package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.engine.Finding;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.source.Source;
import io.cvpfunctions.validation.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the tests against what ANTA itself says where its reference cases are silent. */
class FurtherCasesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "further-cases.yml");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Source read : SourceReader.read(Files.readAllBytes(CASES)).elements()) {
      JsonNode given = read.toJson();
      String name = "line " + read.line() + " " + given.path("test").asText();
      tests.add(DynamicTest.dynamicTest(name, () -> check(given)));
    }
    return tests.stream();
  }

  private static void check(JsonNode given) {
    Finding finding = judge(given);
    assertThat(finding.verdict().word())
        .as("%s", finding.messages())
        .isEqualTo(given.path("result").asText());
    if (given.has("parts")) assertThat(finding.parts()).hasSize(given.path("parts").asInt());
    List<String> says = new ArrayList<>();
    given.path("says").forEach(word -> says.add(word.asText()));
    if (!says.isEmpty()) assertThat(String.join("\n", finding.messages())).contains(says);
  }

  private static Finding judge(JsonNode given) {
    String test = given.path("test").asText();
    int dot = test.lastIndexOf('.');
    ObjectNode catalog = JSON.createObjectNode();
    ObjectNode item = catalog.putArray("anta.tests." + test.substring(0, dot)).addObject();
    item.set(test.substring(dot + 1), given.path("inputs").deepCopy());
    if (!given.has("inputs")) item.putNull(test.substring(dot + 1));
    TestDefinition definition = CatalogReader.read("case", Source.of(catalog)).definitions().get(0);
    List<Tree> replies = new ArrayList<>();
    given.path("replies").forEach(reply -> replies.add(Tree.of(reply)));
    return definition.test().judge(definition.inputs(), replies, NOW);
  }
}
