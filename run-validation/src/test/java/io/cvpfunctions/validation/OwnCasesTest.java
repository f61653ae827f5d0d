package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.validation.OwnCases.OwnCase;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.engine.Finding;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.tests.AllTests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds each of the 208 tests against a case of our own: with nothing but what it looks at in the
 * replies it succeeds, and after one change it fails, and says what it found.
 */
class OwnCasesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> success() {
    return OwnCases.all().stream().map(own -> DynamicTest.dynamicTest("" + own, () -> well(own)));
  }

  @TestFactory
  Stream<DynamicTest> failure() {
    return OwnCases.all().stream().map(own -> DynamicTest.dynamicTest("" + own, () -> fails(own)));
  }

  @Test
  void everyTest_hasACaseOfItsOwn() {
    List<String> tests = new ArrayList<>();
    for (String module : AllTests.modules()) {
      AllTests.names(module).forEach(name -> tests.add(module + "." + name));
    }
    assertThat(OwnCases.all())
        .extracting(OwnCase::toString)
        .containsExactlyInAnyOrderElementsOf(tests);
  }

  private static void well(OwnCase own) {
    Finding finding = judged(own, own.replies());
    assertThat(finding.verdict()).as("%s", finding.messages()).isEqualTo(Verdict.SUCCESS);
  }

  private static void fails(OwnCase own) {
    Finding finding = judged(own, changed(own));
    assertThat(finding.verdict()).as("%s", finding.messages()).isEqualTo(Verdict.FAILURE);
    assertThat(String.join("\n", finding.messages())).contains(own.failure().path("says").asText());
  }

  private static JsonNode changed(OwnCase own) {
    boolean gone = !own.failure().has("is");
    ObjectNode step = JSON.createObjectNode();
    step.put("op", gone ? "remove" : "replace").set("path", own.failure().get("at"));
    if (!gone) step.set("value", own.failure().get("is"));
    ObjectNode whole = JSON.createObjectNode();
    whole.set("replies", own.replies().deepCopy());
    step.put("path", "/replies" + step.path("path").asText());
    JsonPatch.apply(whole, step);
    return whole.get("replies");
  }

  private static Finding judged(OwnCase own, JsonNode replies) {
    TestDefinition definition = own.definition();
    assertThat(replies).hasSameSizeAs(definition.commands());
    List<Tree> trees = new ArrayList<>();
    replies.forEach(reply -> trees.add(Tree.of(reply)));
    return definition.test().judge(definition.inputs(), trees, NOW);
  }
}
