package io.cvpfunctions.devicemove.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.events.Container;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final Mapping MAPPING =
      Mapping.parse(
          """
          rules:
            - path: 'Tenant/DC1/*'
              site: DC1
            - path: 'Tenant/DC1/**'
              site: DC1-deep
            - key: 'container_9?'
              site: By key
            - container: '*-spine'
              role: spine
              tags: [fabric, core]
          default: {role: switch}
          """);

  @Test
  void placement_firstRuleThatFits_decides() {
    assertThat(at("leaf", null, "Tenant/DC1/Leaf")).isEqualTo(Map.of(Field.SITE, "DC1"));
    assertThat(at("leaf", null, "Tenant/DC1/Hall/Leaf")).isEqualTo(Map.of(Field.SITE, "DC1-deep"));
    assertThat(at("leaf", "container_93", null)).isEqualTo(Map.of(Field.SITE, "By key"));
    assertThat(at("DC2-Spine", null, null))
        .isEqualTo(Map.of(Field.ROLE, "spine", Field.TAGS, "fabric,core"));
    assertThat(at("DC2-Leaf", "container_1", "Tenant/DC2/Leaf")).isEmpty();
  }

  @Test
  void defaults_fillWhatTheRuleLeavesOpen() {
    Placement rule = MAPPING.placement(Container.of("leaf", null).withPath("Tenant/DC1/Leaf"));

    assertThat(rule.or(MAPPING.defaults()).values())
        .isEqualTo(Map.of(Field.SITE, "DC1", Field.ROLE, "switch"));
  }

  @Test
  void parse_everythingWrong_isSaidAtOnce() {
    String yaml =
        """
        rules:
          - site: A
          - {container: B, sight: C, role: [x]}
          - {container: D, tags: 'a,b'}
        defaults: {}
        """;

    assertThat(catchThrowableOfType(MappingException.class, () -> Mapping.parse(yaml)).problems())
        .containsExactly(
            "the mapping: defaults is not one of rules, default",
            "rules[0]: says of no container, path or key what it is for",
            "rules[1]: sight is not one of container, path, key, site, location, role, tags,"
                + " status",
            "rules[1].role: expected a text",
            "rules[2].tags: expected a list");
  }

  @Test
  void parse_notYaml_namesTheLine() {
    assertThat(catchThrowableOfType(MappingException.class, () -> Mapping.parse("rules: [\n- {")))
        .hasMessageContaining("line")
        .hasMessageContaining("not YAML");
  }

  @Test
  void parse_emptyAndShipped_areMappings() {
    assertThat(Mapping.parse("").defaults().values()).isEmpty();
    assertThat(Mapping.parse(MappingSource.shipped()).defaults().values())
        .isEqualTo(Map.of(Field.ROLE, "switch"));
  }

  private static Map<Field, String> at(String name, String key, String path) {
    return MAPPING.placement(Container.of(name, key).withPath(path)).values();
  }
}
