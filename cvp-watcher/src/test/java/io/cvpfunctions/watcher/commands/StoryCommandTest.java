package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import io.cvpfunctions.watcher.state.StoredEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryCommandTest extends CommandFixture {
  private static final Container UNDEFINED = Container.of("Undefined", "undefined_container");

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
            "2026-01-02T04:04:07Z    unclaimed      no function takes it",
            "2026-01-02T04:04:07Z  moved            Undefined -> DC1-Leaf, seen by poll",
            "2026-01-02T04:04:07Z    notify-slack   waits");
  }

  @Test
  void story_ofNobody_saysSo() {
    assertThat(execute("story", "leaf9")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing is known of leaf9; see cvp-watcher placements");
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

  @ParameterizedTest
  @ValueSource(strings = {"leaf1", "LEAF1", "JPE1"})
  void story_ofADeviceThatIsGone_isFoundByTheNamesOfItsEvents(String name) {
    tell("m1");
    remove("JPE1");
    assertThat(execute("story", name)).isZero();
    assertThat(out.toString()).startsWith("JPE1 is in no container").contains("moved");
    assertThat(execute("story", "leaf_")).as("no wildcards").isEqualTo(1);
    assertThat(execute("story", "DC1-Leaf")).as("mentioned, not named").isEqualTo(1);
  }

  @Test
  void story_quietWindows_areThoseOfItsNamesAndOfWhereItWasThen() {
    quiet(Kind.DEVICE, "LEAF*");
    quiet(Kind.DEVICE, "spine*");
    quiet(Kind.CONTAINER, "DC1-Leaf");
    quiet(Kind.CONTAINER, "Undefined");
    clock.pass(Duration.ofHours(2));
    tell("m1");
    clock.pass(Duration.ofHours(2));
    quiet(Kind.CONTAINER, "DC1-*");
    quiet(Kind.CONTAINER, "Undef*");
    assertThat(execute("story", "JPE1")).isZero();
    assertThat(out.toString())
        .contains("device LEAF*", "container Undefined until", "container DC1-*")
        .doesNotContain("spine*", "container DC1-Leaf until", "Undef*");
  }

  @Test
  void story_quietWindowOverAMove_isOfBothContainers() {
    quiet(Kind.CONTAINER, "DC1-Leaf");
    quiet(Kind.CONTAINER, "Undefined");
    clock.pass(Duration.ofMinutes(5));
    tell("m1");
    remove("JPE1");
    assertThat(execute("story", "JPE1")).isZero();
    assertThat(out.toString()).contains("container Undefined until", "container DC1-Leaf until");
  }

  private void quiet(Kind kind, String name) {
    new QuietTable(database, clock).add(kind, name, Duration.ofHours(1), "CHG1");
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
