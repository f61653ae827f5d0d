package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Events;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that are in containers and have tags beside that. */
class TagsBesideContainersTest extends CommandFixture {
  @BeforeEach
  void tags() {
    place("JPE2", "spine1", Container.of("DC1-Spine", "container_2"));
    tag("JPE1", "leaf1", "Role", "leaf");
    tag("JPE2", "spine1", "Role", "edge,spine");
    tag("JPE1", "leaf1", "Container", "DC1-Leaf");
  }

  @Test
  void tell_container_isATagToo() {
    assertThat(execute("tell", "--container", "Role:spine")).isZero();
    JsonNode data = Events.json(outbox.unrouted(10).get(0).event());
    assertThat(data.at("/device/serialNumber").asText()).isEqualTo("JPE2");
    assertThat(data.at("/to/label").asText()).isEqualTo("Role");
    assertThat(data.at("/to/name").asText()).isEqualTo("edge,spine");
    assertThat(execute("tell", "--container", "leaf")).isZero();
    assertThat(execute("tell", "--container", "DC1-Leaf")).isZero();
    assertThat(outbox.unrouted(10)).as("the tag Container stands in for nothing here").hasSize(3);
  }

  @Test
  void tell_device_isToldOnceAtItsPlace() {
    assertThat(execute("tell", "leaf1")).isZero();
    assertThat(outbox.unrouted(10)).hasSize(1);
    JsonNode to = Events.json(outbox.unrouted(1).get(0).event()).path("to");
    assertThat(to.path("name").asText()).isEqualTo("DC1-Leaf");
    assertThat(to.has("label")).isFalse();
  }

  @Test
  void quietAdd_aTag_needsNoWarning() {
    subscribe("notify-slack", Map.of("cvp.topics", "cvp.**", "cvp.quiet", "digest"));
    String[] add = {"quiet", "add", "--container", "Role:leaf", "--for", "2h", "--reason", "CHG1"};
    assertThat(execute(add)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("1: container Role:leaf is quiet until 2");
    assertThat(execute("story", "leaf1")).isZero();
    assertThat(out.toString()).contains("container Role:leaf until ");
    add[3] = "Role:core";
    execute(add);
    assertThat(err.toString()).contains("warning: no device is in Role:core now");
  }

  @Test
  void tell_deviceWithTagsAlone_isFoundAmongOthersInContainers() {
    tag("JPE9", "leaf9", "Role", "leaf");
    assertThat(execute("tell", "leaf9", "--dry-run")).isZero();
    assertThat(out.toString()).contains("leaf9 (JPE9) in leaf: would");
    assertThat(execute("tell", "leaf8", "--dry-run")).isEqualTo(2);
  }

  @Test
  void placements_showTagsAsTheyAreNamed() throws Exception {
    assertThat(execute("placements")).isZero();
    assertThat(out.toString())
        .containsPattern("JPE1 +leaf1 +DC1-Leaf +2")
        .containsPattern("JPE1 +leaf1 +Role:leaf +2")
        .containsPattern("JPE2 +spine1 +Role:edge,spine +2")
        .doesNotContain("Container:");
    out.getBuffer().setLength(0);
    assertThat(execute("placements", "--json", "--page", "10")).isZero();
    JsonNode page = JsonMapper.builder().build().readTree(out.toString());
    assertThat(page.path("devices")).as("each once, for a reconciliation").hasSize(2);
    assertThat(page.path("devices")).noneMatch(each -> each.path("container").has("label"));
  }

  @Test
  void placements_onlyTags_areTheirPlaces() {
    for (String each : new String[] {"JPE1", "JPE2"}) remove(each);
    assertThat(execute("tell", "JPE1", "--dry-run")).isZero();
    assertThat(out.toString())
        .contains("leaf1 (JPE1) in leaf: would", "leaf1 (JPE1) in DC1-Leaf: would");
  }
}
