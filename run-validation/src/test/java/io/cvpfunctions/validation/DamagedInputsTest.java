package io.cvpfunctions.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.fuzz.Fuzz;
import io.cvpfunctions.validation.OwnCases.OwnCase;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.engine.Finding;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inventory.InventoryReader;
import io.cvpfunctions.validation.source.CatalogException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a catalog, an inventory or a switch's reply: problems are named, or judged.
 */
class DamagedInputsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<OwnCase> CASES = OwnCases.all();
  private static final String INVENTORY =
      """
      anta_inventory:
        hosts:
          - {host: 10.0.0.1, name: leaf1, port: 8443, tags: [leaf, dc1], disable_cache: yes}
          - {host: leaf3.example.net, use_session_auth: true}
        networks: [{network: 10.0.0.252/30, tags: [a]}]
        ranges: [{start: 10.0.1.1, end: 10.0.1.9, tags: [b]}]
      """;

  @Test
  void catalog_isReadOrItsProblemsAreNamed() throws IOException {
    List<String> samples = new ArrayList<>();
    for (String name : List.of("default.yml", "leaf.yml", "spine.yml")) samples.add(catalog(name));
    Fuzz.of("run-validation, YAML catalog")
        .text(samples, text -> assertNamed(() -> CatalogReader.read("c", text.getBytes(UTF_8))));
  }

  @Test
  void jsonCatalog_isReadOrItsProblemsAreNamed() {
    List<String> samples =
        CASES.stream()
            .map(own -> "{\"%s\":[{\"%s\":%s}]}".formatted(own.module(), own.test(), own.inputs()))
            .toList();
    Fuzz.of("run-validation, JSON catalog")
        .json(samples, text -> assertNamed(() -> CatalogReader.read("c", text.getBytes(UTF_8))));
  }

  @Test
  void inventory_isReadOrItsProblemsAreNamed() {
    Fuzz.of("run-validation, inventory")
        .text(
            List.of(INVENTORY),
            text -> assertNamed(() -> InventoryReader.read(text.getBytes(UTF_8))));
  }

  @Test
  void reply_isJudgedOrRefused() {
    Fuzz.of("run-validation, replies of a switch")
        .any(DamagedInputsTest::damaged, Replied::assertJudged);
  }

  /** A test's own case, with replies of which some pieces are something else. */
  private record Replied(OwnCase own, JsonNode replies) {
    void assertJudged() {
      TestDefinition definition = own.definition();
      List<Tree> trees = new ArrayList<>();
      replies.forEach(reply -> trees.add(Tree.of(reply)));
      Finding finding = definition.test().judge(definition.inputs(), trees, NOW);
      if (finding.verdict() != Verdict.SUCCESS) assertThat(finding.messages()).isNotEmpty();
    }
  }

  private static Replied damaged(Random random) {
    OwnCase own = CASES.get(random.nextInt(CASES.size()));
    JsonNode replies = parsed(Fuzz.damaged(own.replies().toString(), random));
    return new Replied(own, alike(replies, own.replies()) ? replies : own.replies());
  }

  /** What is neither an object nor text, as was asked for, is refused before it is judged. */
  private static boolean alike(JsonNode replies, JsonNode good) {
    return replies.isArray()
        && replies.size() == good.size()
        && IntStream.range(0, good.size())
            .allMatch(i -> replies.get(i).getNodeType() == good.get(i).getNodeType());
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  private static void assertNamed(Runnable reading) {
    try {
      reading.run();
    } catch (CatalogException named) {
      assertThat(named.problems()).isNotEmpty().doesNotContain("");
    }
  }

  private static String catalog(String name) throws IOException {
    try (InputStream in = CatalogReader.class.getResourceAsStream("/catalogs/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
