package io.cvpfunctions.devicemove.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.fuzz.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever somebody types as a mapping: it can be used, or each problem is named. */
class DamagedMappingTest {
  private static final String YAML =
      """
      rules:
        - path: 'Tenant/DC1/**'
          site: DC1
          status: active
        - key: 'container_9?'
          location: Hall 1
        - container: '*-[sS]pine{1,2}'
          role: spine
          tags: [fabric, core]
      default: {role: switch, tags: [new]}
      """;
  private static final String JSON =
      """
      {"rules": [{"container": "DC2*", "site": "DC2", "tags": ["a", "b"]}], "default": {"site": "DC1"}}
      """;
  private static final Container LEAF = Container.of("DC1-Leaf", "container_91");

  @Test
  void mapping_isRead_orEveryProblemIsNamed() {
    Fuzz.of("device-move, mapping in YAML").text(List.of(YAML), DamagedMappingTest::holds);
    Fuzz.of("device-move, mapping in JSON").json(List.of(JSON), DamagedMappingTest::holds);
  }

  private static void holds(String text) {
    try {
      Mapping mapping = Mapping.parse(text);
      assertThat(mapping.placement(LEAF).or(mapping.defaults()).values()).doesNotContainValue("");
      assertThat(mapping.containers()).doesNotContainNull();
    } catch (MappingException wrong) {
      assertThat(wrong.problems()).isNotEmpty().noneMatch(String::isBlank);
    }
  }
}
