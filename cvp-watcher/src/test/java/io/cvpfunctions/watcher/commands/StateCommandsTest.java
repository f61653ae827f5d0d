package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cvpfunctions.watcher.state.WarningTable;
import io.cvpfunctions.watcher.state.WarningTable.State;
import io.cvpfunctions.watcher.state.WarningTable.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Commands that list, end or release what the state holds. */
class StateCommandsTest extends CommandFixture {
  @Test
  void deadLetters_none_isSaid() {
    assertThat(execute("dead-letters")).isZero();
    assertThat(execute("dead-letters", "list", "--function", "f")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("there are no dead letters", "there are no such dead letters");
  }

  @Test
  void quiet_addListEnd_readsAsItShould() {
    subscribe("notify-slack", Map.of("cvp.topics", "cvp.**", "cvp.quiet", "digest"));
    String[] add = {"quiet", "add", "--container", "DC1-Leaf", "--for", "2h", "--reason", "CHG123"};
    assertThat(execute(add)).isZero();
    assertThat(out.toString())
        .contains("1: container DC1-Leaf is quiet until 2", "Z (CHG123)")
        .contains("waiting for its end: notify-slack");
    assertThat(err.toString()).isEmpty();
    assertThat(execute("quiet")).isZero();
    assertThat(out.toString())
        .containsPattern("NUMBER +WHAT +UNTIL +LEFT +WAITING +REASON")
        .containsPattern("1 +container DC1-Leaf +2\\S+Z +1h59m +0 +CHG123");
    assertThat(execute("quiet", "end", "1")).isZero();
    assertThat(execute("quiet", "end", "1")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no such quiet window going on: 1");
    assertThat(execute("quiet", "list")).isZero();
    assertThat(out.toString()).contains("there is no quiet window now");
  }

  @Test
  void quiet_addWithout_saysAllThatIsMissing() {
    assertThat(execute("quiet", "add")).isEqualTo(2);
    assertThat(err.toString())
        .contains("quiet where? Say --container or --device", "--reason", "--for 2h");
    execute("quiet", "add", "--device", "leaf9", "--for", "1h", "--reason", "x");
    assertThat(err.toString())
        .contains("warning: no device is called leaf9", "no function has the annotation cvp.quiet");
  }

  @Test
  void quiet_addDevice_warnsOnlyWhereNoneIsMeant() {
    String[] add = {"quiet", "add", "--device", "LEAF*,jpe1", "--for", "1h", "--reason", "x"};
    execute(add);
    assertThat(err.toString()).doesNotContain("no device is called");
    add[3] = "spine*";
    execute(add);
    assertThat(err.toString()).contains("warning: no device is called spine*");
  }

  @Test
  void release_onlyWhatIsHeldBack() {
    assertThat(execute("release")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing is held back");
    WarningTable warnings = new WarningTable(database);
    database.write(
        connection -> {
          var now = clock.instant();
          warnings.put(connection, new Told("devices-missing", now, now, State.NOT_TOLD));
          return null;
        });
    assertThat(execute("release")).isZero();
    assertThat(out.toString()).contains("missing since 2026-01-02T03:04:05Z is told gone");
  }

  @Test
  void placements_pagesOfANamedCloudVision_sayWhichItIs() throws Exception {
    String[] named = {"placements", "--json", "--page", "10", "--cloudvision", "cvp1.example,cvp2"};
    assertThat(execute(named)).isZero();
    assertThat(JsonMapper.builder().build().readTree(out.toString()).path("source").asText())
        .isEqualTo("https://cvp1.example");
  }

  @Test
  void placements_pages_areBodiesForAReconciliation() throws Exception {
    for (int i = 2; i <= 25; i++) place("JPE" + i, "leaf" + i, LEAF);
    Instant began = Instant.now().minusMillis(1);
    assertThat(execute("placements", "--json", "--page", "10")).isZero();
    List<JsonNode> pages = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      pages.add(JsonMapper.builder().build().readTree(line));
    }
    assertThat(pages).extracting(page -> page.path("devices").size()).containsExactly(10, 10, 5);
    assertThat(pages)
        .extracting(page -> page.path("complete").asBoolean())
        .containsExactly(false, false, true);
    assertThat(pages).allMatch(page -> page.path("reconcile").asBoolean());
    assertThat(pages).allMatch(page -> Instant.parse(page.path("at").asText()).isAfter(began));
    assertThat(pages).noneMatch(page -> page.has("source"));
    Set<String> runs = new HashSet<>();
    pages.forEach(page -> runs.add(page.path("run").asText()));
    assertThat(runs).hasSize(1);
    assertThat(pages.get(0).at("/devices/0/device/serialNumber").asText()).isEqualTo("JPE1");
    assertThat(pages.get(0).at("/devices/0/container/name").asText()).isEqualTo("DC1-Leaf");
    assertThat(execute("placements", "--page", "0")).isEqualTo(2);
    assertThat(execute("placements", "--page", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("--page=0 is not a number from 1", "--page is for --json");
  }
}
