package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.Claims;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.StoredEvent;
import io.cvpfunctions.watcher.state.WarningTable;
import io.cvpfunctions.watcher.state.WarningTable.Told;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that people type, beside a watcher that has the same state open. */
class PeoplesCommandsTest {
  private static final Container LEAF = Container.of("DC1-Leaf", "container_1");
  private static final Container UNDEFINED = Container.of("Undefined", "undefined_container");

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String url;
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + folder.resolve("state.db");
    database = Database.open(url);
    outbox = new Outbox(database, clock);
    place("JPE1", "leaf1", LEAF);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void story_ofADevice_isItsTimeline() {
    clock.pass(Duration.ofHours(1));
    tell("m1", "device-move", "kafka-publish");
    clock.pass(Duration.ofSeconds(2));
    end("device-move", 200, "");
    end("kafka-publish", 422, "answered 422: no topic");
    tell("m2");
    tell("m3", "notify-slack");
    assertThat(execute("story", "LEAF1")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "leaf1 (JPE1) in DC1-Leaf since 2026-01-02T03:04:05Z",
            "TIME                  WHAT             DETAIL",
            "2026-01-02T04:04:05Z  moved            Undefined -> DC1-Leaf, seen by poll",
            "2026-01-02T04:04:07Z    device-move    done, 200 after 1 attempt, 2s",
            "2026-01-02T04:04:07Z    kafka-publish  dead letter 2 after 1 attempt: answered 422:"
                + " no topic",
            "2026-01-02T04:04:07Z  moved            Undefined -> DC1-Leaf, seen by poll",
            "2026-01-02T04:04:07Z    unclaimed      no function subscribes to it",
            "2026-01-02T04:04:07Z  moved            Undefined -> DC1-Leaf, seen by poll",
            "2026-01-02T04:04:07Z    notify-slack   waits");
  }

  @Test
  void story_ofNobody_saysSo() {
    assertThat(execute("story", "leaf9")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing is known of leaf9; see cvp-watcher placements");
  }

  @Test
  void tell_device_isStoredAsIfJustMovedAndMarked() throws Exception {
    subscribe("device-move", Map.of("topic", "cvp.device.moved"));
    assertThat(execute("tell", "leaf1", "--dry-run")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("leaf1 (JPE1) in DC1-Leaf: would be told to device-move");
    assertThat(outbox.unrouted(10)).isEmpty();
    assertThat(execute("tell", "--container", "DC1-*", "--cloudvision", "cvp.example")).isZero();
    CloudEvent event = outbox.unrouted(10).get(0).event();
    assertThat(event.getType()).isEqualTo("cvp.device.moved");
    assertThat(event.getSubject()).isEqualTo("JPE1");
    assertThat(event.getSource()).hasToString("https://cvp.example");
    assertThat(event.getExtension("rehearsal")).isEqualTo("true");
    assertThat(Events.json(event).path("observedBy").asText()).isEqualTo("rehearsal");
    assertThat(Events.json(event).at("/to/name").asText()).isEqualTo("DC1-Leaf");
  }

  @Test
  void tell_toOneFunction_isOneDelivery() {
    assertThat(execute("tell", "JPE1", "--to", "notify-slack")).isZero();
    assertThat(outbox.unrouted(10)).isEmpty();
    List<Delivery> claimed = claims().claim("notify-slack", 10, false);
    assertThat(claimed).hasSize(1).first().extracting(Delivery::subject).isEqualTo("JPE1");
  }

  @Test
  void tell_functionThatIsNotListed_isRefusedWithThoseThatAre() {
    subscribe("device-move", Map.of("topic", "cvp.device.moved"));
    subscribe("notify-slack", Map.of());
    assertThat(execute("tell", "JPE1", "--to", "notify-slak")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "cvp-watcher tell: the gateway lists no function notify-slak; there are device-move,"
                + " notify-slack");
    assertThat(execute("tell", "JPE1", "--to", "notify-slack")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("leaf1 (JPE1) in DC1-Leaf: will be told to notify-slack");
  }

  @Test
  void story_rehearsedOnly_isNoMove() {
    assertThat(execute("tell", "JPE1")).isZero();
    assertThat(execute("story", "JPE1")).isZero();
    assertThat(out.toString())
        .containsPattern("Z  seen +in DC1-Leaf")
        .containsPattern("Z  rehearsed +Undefined -> DC1-Leaf, seen by rehearsal")
        .doesNotContain("moved");
  }

  @Test
  void deadLetters_none_isSaid() {
    assertThat(execute("dead-letters")).isZero();
    assertThat(execute("dead-letters", "list", "--function", "f")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("there are no dead letters", "there are no such dead letters");
  }

  @Test
  void tell_nobodyOrTooMany_isRefusedWithWhatToDo() {
    for (int i = 100; i < 201; i++) place("JPE" + i, "x" + i, LEAF);
    assertThat(execute("tell")).isEqualTo(2);
    assertThat(execute("tell", "leaf9", "--container", "DC9")).isEqualTo(2);
    assertThat(execute("tell", "--container", "DC1-Leaf")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "cvp-watcher tell: say a DEVICE, or --container NAME",
            "cvp-watcher tell:",
            "  - there is no device leaf9; see placements",
            "  - no device is in DC9; see placements",
            "cvp-watcher tell: 102 devices would be told of: say --many if that is meant");
    assertThat(outbox.unrouted(10)).isEmpty();
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
  void release_onlyWhatIsHeldBack() {
    assertThat(execute("release")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing is held back");
    WarningTable warnings = new WarningTable(database);
    database.write(
        connection -> {
          var now = clock.instant();
          warnings.put(connection, new Told("devices-missing", now, now, true));
          return null;
        });
    assertThat(execute("release")).isZero();
    assertThat(out.toString()).contains("missing since 2026-01-02T03:04:05Z is told gone");
  }

  @Test
  void placements_pages_areBodiesForAReconciliation() throws Exception {
    for (int i = 2; i <= 25; i++) place("JPE" + i, "leaf" + i, LEAF);
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
    Set<String> runs = new HashSet<>();
    pages.forEach(page -> runs.add(page.path("run").asText()));
    assertThat(runs).hasSize(1);
    assertThat(pages.get(0).at("/devices/0/device/serialNumber").asText()).isEqualTo("JPE1");
    assertThat(pages.get(0).at("/devices/0/container/name").asText()).isEqualTo("DC1-Leaf");
    assertThat(execute("placements", "--page", "0")).isEqualTo(2);
    assertThat(execute("placements", "--page", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("--page=0 is not a number from 1", "--page is for --json");
  }

  private int execute(String... arguments) {
    List<String> given = new ArrayList<>(List.of(arguments));
    given.add("--state=" + url);
    return WatcherCommand.execute(
        name -> null,
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        given.toArray(String[]::new));
  }

  private void place(String serial, String hostname, Container container) {
    Device device = Device.builder().serialNumber(serial).hostname(hostname).build();
    PlacementTable table = new PlacementTable(database, "container");
    database.write(
        connection -> {
          table.baseline(connection, clock.instant());
          table.put(connection, new Placement(device, container), clock.instant());
          return null;
        });
  }

  private void subscribe(String function, Map<String, String> annotations) {
    new FunctionTable(database)
        .put(List.of(new FunctionTable.Listed(function, annotations, clock.instant())));
  }

  private void tell(String id, String... functions) {
    Device device = Device.builder().serialNumber("JPE1").hostname("leaf1").build();
    JsonNode data = DeviceMove.moved(device, UNDEFINED, LEAF, "poll").toJson();
    URI source = URI.create("https://cvp");
    CloudEvent event = Events.first("cvp.device.moved", id, source, "JPE1", clock.instant(), data);
    database.write(
        connection -> {
          outbox.add(connection, event);
          return null;
        });
    StoredEvent stored = outbox.unrouted(1).get(0);
    database.write(connection -> outbox.route(connection, stored, List.of(functions)));
  }

  private Claims claims() {
    return new Claims(database, clock, "one", Duration.ZERO);
  }

  private void end(String function, int status, String why) {
    Deliveries deliveries = new Deliveries(database, clock, "one");
    Delivery claimed = claims().claim(function, 1, false).get(0);
    database.write(
        connection -> {
          if (status == 200) return deliveries.done(connection, claimed, status);
          deliveries.dead(connection, claimed, status, why);
          return true;
        });
  }
}
