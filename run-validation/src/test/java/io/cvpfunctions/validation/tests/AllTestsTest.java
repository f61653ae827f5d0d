package io.cvpfunctions.validation.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.validation.AntaData;
import io.cvpfunctions.validation.engine.NetworkTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds what is declared of each test against what ANTA declares of it. */
class AllTestsTest {
  private static final List<String> MODELS =
      List.of("cEOSLab", "vEOS-lab", "cEOSCloudLab", "vEOS", "DCS-7050SX3-48YC8");

  @Test
  void names_ofAllModules_areThoseOfAnta() throws IOException {
    Set<String> ours = new TreeSet<>();
    for (String module : AllTests.modules()) {
      AllTests.names(module).forEach(name -> ours.add(module + "." + name));
    }
    Set<String> theirs = new TreeSet<>();
    for (JsonNode test : load()) theirs.add(module(test) + "." + name(test));
    assertThat(ours).isEqualTo(theirs).hasSize(208);
  }

  @TestFactory
  List<DynamicTest> declarations() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode test : load()) {
      tests.add(DynamicTest.dynamicTest(name(test), () -> agrees(test)));
    }
    return tests;
  }

  private static void agrees(JsonNode theirs) {
    NetworkTest ours = AllTests.find(module(theirs), name(theirs)).orElseThrow();
    List<String> categories = new ArrayList<>();
    theirs.path("categories").forEach(category -> categories.add(category.asText()));
    assertThat(ours.categories()).isEqualTo(categories);
    String decorators = theirs.path("decorators").toString();
    for (String model : MODELS) {
      assertThat(ours.notOn(model))
          .as(model)
          .isEqualTo(decorators.contains("\\\"" + model + "\\\""));
    }
    assertThat(ours.description()).endsWith(".").hasSizeLessThan(100);
  }

  private static String module(JsonNode test) {
    return test.path("module").asText();
  }

  private static String name(JsonNode test) {
    return test.path("test").asText();
  }

  private static JsonNode load() throws IOException {
    JsonNode all = AntaData.json("tests.json");
    return all.isArray() ? all : all.path("tests");
  }
}
