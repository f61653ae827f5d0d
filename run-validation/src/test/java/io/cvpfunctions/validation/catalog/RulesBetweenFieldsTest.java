package io.cvpfunctions.validation.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.Source;
import io.cvpfunctions.validation.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every rule between fields that ANTA's inputs have against a pair of inputs. */
class RulesBetweenFieldsTest {
  private static final int OF_ANTA = 47;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> rules() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode rule : load()) {
      tests.add(DynamicTest.dynamicTest(rule.path("rule").asText(), () -> holds(rule)));
    }
    return tests;
  }

  @Test
  void cases_areAtLeastAsManyAsAntasRules() throws IOException {
    assertThat(load().findValuesAsText("rule"))
        .hasSizeGreaterThanOrEqualTo(OF_ANTA)
        .doesNotHaveDuplicates();
  }

  private static void holds(JsonNode rule) {
    assertThat(read(rule, "accepted").definitions()).hasSize(1);
    CatalogException refused =
        catchThrowableOfType(CatalogException.class, () -> read(rule, "refused"));
    assertThat(refused).as("it was accepted").isNotNull();
    assertThat(refused.problems()).hasSize(1);
    assertThat(refused).hasMessageContaining(rule.path("problem").asText());
  }

  private static Catalog read(JsonNode rule, String inputs) {
    String name = rule.path("test").asText();
    int dot = name.lastIndexOf('.');
    ObjectNode catalog = JSON.createObjectNode();
    catalog
        .putArray("anta.tests." + name.substring(0, dot))
        .addObject()
        .set(name.substring(dot + 1), rule.path(inputs));
    return CatalogReader.read("rules", Source.of(catalog));
  }

  private static JsonNode load() throws IOException {
    try (InputStream in = RulesBetweenFieldsTest.class.getResourceAsStream("/catalog/rules.yml")) {
      return SourceReader.read(in.readAllBytes()).toJson();
    }
  }
}
