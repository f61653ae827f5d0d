package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TellCommandTest extends CommandFixture {
  @Test
  void tell_device_isStoredAsIfJustMovedAndMarked() throws Exception {
    subscribe("device-move", Map.of("topic", "cvp.device.moved"));
    assertThat(execute("tell", "leaf1", "--dry-run")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "leaf1 (JPE1) in DC1-Leaf: would be told to device-move",
            "functions may pass them on: GET a function to see its chain_to");
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
  void store_movedSinceItWasChosen_isToldWhereItIsNow() {
    List<Stored> chosen = new KnownDevices(database).named("leaf1");
    place("JPE1", "leaf1", Container.of("DC2", "container_2"));
    Rehearsal rehearsal = new Rehearsal(database, new EventMaker(URI.create("https://cvp")));
    assertThat(rehearsal.store(chosen, Optional.empty())).hasSize(1);
    CloudEvent event = outbox.unrouted(10).get(0).event();
    assertThat(Events.json(event).at("/to/name").asText()).isEqualTo("DC2");
  }

  @Test
  void tell_dryRun_namesTheStepsThatFollowedBefore() {
    write(c -> outbox.addChained(c, moved(), 1, List.of("run-validation", "notify-slack")));
    assertThat(execute("tell", "leaf1", "--dry-run")).isZero();
    assertThat(out.toString().lines())
        .last()
        .isEqualTo(
            "functions passed such events on before, to notify-slack, run-validation: GET a"
                + " function to see its chain_to");
  }

  @Test
  void tell_cloudVisionNotNamed_itsAddressIsThatOfTheEventsBefore() {
    assertThat(execute("tell", "JPE1")).isZero();
    write(c -> outbox.add(c, moved()));
    assertThat(execute("tell", "JPE1")).isZero();
    assertThat(outbox.unrouted(10))
        .extracting(each -> each.event().getSource().toString())
        .containsExactly("cvp-watcher", "https://cvp.example", "https://cvp.example");
  }

  private static CloudEvent moved() {
    URI source = URI.create("https://cvp.example");
    var data = JsonNodeFactory.instance.objectNode();
    return Events.first("cvp.device.moved", "m1", source, "JPE1", Instant.EPOCH, data);
  }

  private void write(Statements statements) {
    database.write(
        connection -> {
          statements.run(connection);
          return null;
        });
  }

  /** Statements that return nothing. */
  @FunctionalInterface
  private interface Statements {
    void run(Connection connection) throws SQLException;
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
  void tell_aHundredNamedTwice_areAHundred() {
    for (int i = 101; i < 200; i++) place("JPE" + i, "x" + i, LEAF);
    assertThat(execute("tell", "leaf1", "--container", "DC1-Leaf", "--container", "DC1-*"))
        .isZero();
    assertThat(outbox.unrouted(200)).hasSize(100);
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
}
