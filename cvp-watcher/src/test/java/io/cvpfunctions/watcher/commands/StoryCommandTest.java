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
import io.cvpfunctions.watcher.state.StoredEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void story_rehearsedOnly_isNoMove() {
    assertThat(execute("tell", "JPE1")).isZero();
    assertThat(execute("story", "JPE1")).isZero();
    assertThat(out.toString())
        .containsPattern("Z  seen +in DC1-Leaf")
        .containsPattern("Z  rehearsed +Undefined -> DC1-Leaf, seen by rehearsal")
        .doesNotContain("moved");
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
