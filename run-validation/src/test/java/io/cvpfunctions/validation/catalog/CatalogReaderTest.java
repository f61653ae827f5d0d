package io.cvpfunctions.validation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.validation.AntaData;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.tests.AllTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "anta.tests.system: [{VerifyNTP: }]",
        "anta.tests.system:\n- VerifyNTP:",
        "anta.tests.system:\n- VerifyNTP: {}",
        "anta: {tests: {system: [{VerifyNTP: null}]}}",
        "anta.tests: {system: [{VerifyNTP: ~}]}",
        "{\"anta.tests.system\": [{\"VerifyNTP\": null}]}",
        "\ufeff{\"anta.tests.system\": [{\"VerifyNTP\": {}}]}",
      })
  void read_oneTestInAnyShape_hasThatTest(String catalog) {
    assertThat(names(catalog)).containsExactly("VerifyNTP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "# nothing yet", "anta.tests.system: []", "---\n"})
  void read_withoutTests_isEmpty(String catalog) {
    assertThat(names(catalog)).isEmpty();
  }

  @Test
  void read_moduleThatTwoMergedMappingsHave_keepsTheTestsOfBoth() {
    Catalog catalog =
        read(
            """
            <<:
            - anta.tests.system: [{VerifyNTP: }]
            - anta.tests.system: [{VerifyCoredump: }]
            """);

    assertThat(catalog.tests()).containsExactly("VerifyCoredump", "VerifyNTP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{10: true, 10: false}", "{10: true, '10': false}"})
  void read_keyOfAMappingThatIsGivenTwice_isAMistake(String vlans) {
    String catalog = "anta.tests.multicast: [{VerifyIGMPSnoopingVlans: {vlans: " + vlans + "}}]";

    assertThat(problems(catalog))
        .containsExactly(
            "line 1: anta.tests.multicast[0].VerifyIGMPSnoopingVlans.vlans.10: is given twice");
  }

  @Test
  void read_moduleKeyTwiceOrFlatAndNested_losesNoTest() {
    String catalog =
        """
        anta.tests.system:
          - VerifyNTP:
        anta.tests.system:
          - VerifyCoredump:
        anta.tests:
          system:
            - VerifyAgentLogs:
        """;
    assertThat(names(catalog)).containsExactly("VerifyNTP", "VerifyCoredump", "VerifyAgentLogs");
  }

  @Test
  void read_equalDefinitions_areBothKept() {
    String catalog = "anta.tests.system: [{VerifyNTP: }, {VerifyNTP: }]";
    assertThat(names(catalog)).containsExactly("VerifyNTP", "VerifyNTP");
  }

  @Test
  void read_anchorsAndMergeKeys_areWrittenOut() {
    String catalog =
        """
        anta.tests.interfaces:
          - VerifyInterfacesStatus:
              interfaces:
                - &up {name: Ethernet1, status: up}
                - <<: *up
                  name: Ethernet2
                - *up
        """;
    TestDefinition definition = read(catalog).definitions().get(0);
    assertThat(definition.inputs().objects("interfaces"))
        .extracting(interfaces -> interfaces.text("name") + " " + interfaces.text("status"))
        .containsExactly("Ethernet1 up", "Ethernet2 up", "Ethernet1 up");
  }

  @Test
  void read_wrongInManyWays_namesEachWithLineAndPath() {
    String catalog =
        """
        anta.tests.system:
          - VerifyUptime:
              minimun: 5
          - VerifyCPUUtilization:
              threshold: 120
              period: 10
          - VerifyNTP
          - VerifyNTP:
            VerifyCoredump:
        anta.tests.software:
          - VerifyEOSVersion:
              versions: [4.25, "4.30.1F"]
        custom.tests.mine:
          - VerifyAll:
        anta.tests.mlag:
          VerifyMlagStatus:
        anta.tests.connectivity:
          - VerifyNTP:
          - VerifyLLDPNeighbour:
        """;
    assertThat(problems(catalog))
        .containsExactly(
            "line 3: anta.tests.system[0].VerifyUptime.minimun: unknown; did you mean minimum?",
            "line 3: anta.tests.system[0].VerifyUptime.minimum: is missing",
            "line 5: anta.tests.system[1].VerifyCPUUtilization.threshold: expected a number from"
                + " 0.0 to 100.0, but it is '120'",
            "line 6: anta.tests.system[1].VerifyCPUUtilization.period: expected one of 1, 5, 15,"
                + " but it is '10'",
            "line 7: anta.tests.system[2]: expected a test with a colon behind its name:"
                + " VerifyNTP:",
            "line 8: anta.tests.system[3]: expected one test, but it is 2 keys; check the"
                + " indentation",
            "line 12: anta.tests.software[0].VerifyEOSVersion.versions[0]: expected a text, but it"
                + " is '4.25'; put quotes around it",
            "line 13: custom.tests.mine: unknown module custom.tests.mine; known are "
                + String.join(", ", AllTests.modules()),
            "line 16: anta.tests.mlag: expected a list of tests, but it is a mapping",
            "line 18: anta.tests.connectivity[0].VerifyNTP: unknown test VerifyNTP in"
                + " anta.tests.connectivity; it is in anta.tests.system",
            "line 19: anta.tests.connectivity[1].VerifyLLDPNeighbour: unknown test"
                + " VerifyLLDPNeighbour in anta.tests.connectivity; did you mean"
                + " VerifyLLDPNeighbors?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- VerifyNTP:",
        "just text",
        "anta.tests.system: null",
        "anta.tests.system: {VerifyNTP: }",
        "anta.tests.system: [{VerifyNTP: []}]",
        "anta.tests.system: [{VerifyNTP: {minimum: 1}}]",
        "anta.tests.system: [{VerifyNTP: }]\n---\nanta.tests.system: []",
        "anta.tests.system: [{VerifyNTP: {filters: {tags: leaf}}}]",
        "anta.tests.system: [{VerifyNTP: {filters: {tags: [1]}}}]",
        "anta.tests.system: [{VerifyNTP: {filters: {devices: [leaf1]}}}]",
        "anta.tests.system: [{VerifyUptime: {minimum: 1, minimum: 2}}]",
        "anta.tests.system: [{AntaTest: }]",
        "x: &a {b: 1}\nanta.tests.system: [{VerifyNTP: }]",
        "anta.tests.system: [{VerifyNTP: }",
        "{\"anta.tests.system\": [}",
        "a: &a [*a]",
        "anta.tests.system: [!!python/object:os.system {}]",
      })
  void read_whatNobodyCanMean_isRejected(String catalog) {
    assertThat(problems(catalog)).isNotEmpty();
  }

  @Test
  void read_aliasesThatMultiply_isRejectedQuickly() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String one = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", List.of(one, one, one, one, one, one, one, one))));
    }
    assertThat(problems(bomb.toString())).containsExactly("the catalog is too large");
  }

  @Test
  void select_byTags_isAsAntaDoes() {
    Catalog catalog =
        read(
            """
            anta.tests.system:
              - VerifyNTP:
              - VerifyCoredump:
                  filters: {tags: [leaf, border]}
              - VerifyAgentLogs:
                  filters: {tags: []}
            """);
    assertThat(selected(catalog, Set.of("spine"), Set.of()))
        .containsExactly("VerifyNTP", "VerifyAgentLogs");
    assertThat(selected(catalog, Set.of("leaf"), Set.of()))
        .containsExactly("VerifyNTP", "VerifyCoredump", "VerifyAgentLogs");
    assertThat(selected(catalog, Set.of("leaf"), Set.of("leaf"))).containsExactly("VerifyCoredump");
    assertThat(selected(catalog, Set.of("spine"), Set.of("leaf"))).isEmpty();
    assertThat(selected(catalog, Set.of("leaf"), Set.of("border"))).isEmpty();
  }

  @Test
  void read_overwrite_replacesOnlyWhatIsNotEmpty() {
    TestDefinition definition =
        read("""
                anta.tests.system:
                  - VerifyNTP:
                      result_overwrite: {categories: [], description: clock, custom_field: "7"}
                """)
            .definitions()
            .get(0);
    assertThat(definition.overwrite().categories()).isEmpty();
    assertThat(definition.overwrite().description()).contains("clock");
    assertThat(definition.overwrite().customField()).contains("7");
    assertThat(definition.written().at("/result_overwrite/description").asText())
        .isEqualTo("clock");
  }

  @Test
  void read_everyTestOfAnta_knowsThemAll() throws IOException {
    Path everyTest = AntaData.path("catalog-all-tests.yml");
    Catalog catalog = CatalogReader.read("all", Files.readAllBytes(everyTest));
    assertThat(catalog.definitions()).hasSize(211);
    assertThat(Set.copyOf(names(catalog.definitions()))).hasSize(208);
  }

  private static List<String> selected(Catalog catalog, Set<String> device, Set<String> only) {
    return names(catalog.select(device, only, Set.of()));
  }

  private static Catalog read(String catalog) {
    return CatalogReader.read("test", catalog.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(String catalog) {
    return names(read(catalog).definitions());
  }

  private static List<String> names(List<TestDefinition> definitions) {
    return definitions.stream()
        .map(definition -> definition.test().name())
        .collect(Collectors.toList());
  }

  private static List<String> problems(String catalog) {
    try {
      read(catalog);
      return List.of();
    } catch (CatalogException wrong) {
      return wrong.problems();
    }
  }
}
