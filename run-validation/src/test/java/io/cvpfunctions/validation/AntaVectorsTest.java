package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Finding;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the built-in tests against what ANTA itself said, where its reference data is there. */
class AntaVectorsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** When ANTA itself was asked, which six messages tell. */
  static final Instant THEN = Instant.parse("2026-11-21T00:47:00Z");

  @TestFactory
  Stream<DynamicTest> vectors() throws IOException {
    Set<String> deliberate = deliberateDifferences();
    return AntaData.vectors().values().stream()
        .map(v -> vector(v.path("id").asText(), v, deliberate));
  }

  @TestFactory
  Stream<DynamicTest> mutants() throws IOException {
    Map<String, JsonNode> vectors = AntaData.vectors();
    Set<String> deliberate = deliberateDifferences();
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode mutant : AntaData.mutants()) {
      JsonNode base = vectors.get(mutant.path("base").asText());
      String id = mutant.path("id").asText();
      String name = id + " " + mutant.path("base").asText();
      tests.add(DynamicTest.dynamicTest(name, () -> check(id, mutated(base, mutant), deliberate)));
    }
    return tests.stream();
  }

  private static DynamicTest vector(String id, JsonNode vector, Set<String> deliberate) {
    return DynamicTest.dynamicTest(id, () -> check(id, vector, deliberate));
  }

  /** What is listed as a difference has to be one, so that the list stays true. */
  private static void check(String id, JsonNode vector, Set<String> deliberate) {
    if (!deliberate.contains(id)) agrees(vector);
    else assertThatThrownBy(() -> agrees(vector)).isInstanceOf(AssertionError.class);
  }

  static Set<String> deliberateDifferences() throws IOException {
    Set<String> ids = new HashSet<>();
    for (String line : Files.readAllLines(Path.of("ANTA.md"))) {
      Matcher row = Pattern.compile("\\| `([^`]+)` .*").matcher(line);
      if (row.matches()) ids.add(row.group(1));
    }
    return ids;
  }

  static String module(JsonNode vector) {
    String module = vector.path("module").asText();
    return module.startsWith("anta.tests.") ? module : "anta.tests." + module;
  }

  private static JsonNode mutated(JsonNode base, JsonNode mutant) {
    ObjectNode vector = base.deepCopy();
    for (JsonNode step : mutant.path("patch")) JsonPatch.apply(vector, step);
    JsonNode expected = mutant.path("expected");
    if (expected.path("catalog_invalid").asBoolean() || !mutant.path("same_as_base").asBoolean()) {
      vector.set("anta_actual", expected);
    }
    if (mutant.has("commands")) vector.set("commands", mutant.get("commands"));
    return vector;
  }

  private static void agrees(JsonNode vector) {
    JsonNode expected = vector.path("anta_actual");
    if (expected.path("catalog_invalid").asBoolean()) {
      assertThat(define(vector)).as("the inputs are rejected").isEmpty();
      return;
    }
    List<TestDefinition> definitions = define(vector);
    assertThat(definitions).hasSize(1);
    TestDefinition definition = definitions.get(0);
    assertThat(definition.commands()).isEqualTo(commands(vector));
    List<Tree> replies = new ArrayList<>();
    vector.path("eos_data").forEach(reply -> replies.add(Tree.of(reply)));
    Finding finding = definition.test().judge(definition.inputs(), replies, THEN);
    Agreement.check(vector, finding);
  }

  private static List<TestDefinition> define(JsonNode vector) {
    ObjectNode catalog = MAPPER.createObjectNode();
    ArrayNode tests = catalog.putArray(module(vector));
    tests.addObject().set(vector.path("test").asText(), vector.path("inputs"));
    try {
      return CatalogReader.read("vector", Source.of(catalog)).definitions();
    } catch (CatalogException invalid) {
      return List.of();
    }
  }

  private static List<Command> commands(JsonNode vector) {
    List<Command> commands = new ArrayList<>();
    for (JsonNode node : vector.path("commands")) {
      String text = (node.isArray() ? node.get(0) : node.path("command")).asText();
      String format = (node.isArray() ? node.get(1) : node.path("ofmt")).asText();
      int revision = (node.isArray() ? node.get(2) : node.path("revision")).asInt();
      commands.add(format.equals("text") ? Command.text(text) : Command.json(text, revision));
    }
    return commands;
  }
}
