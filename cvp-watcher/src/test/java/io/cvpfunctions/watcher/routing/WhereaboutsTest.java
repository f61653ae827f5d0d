package io.cvpfunctions.watcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.QuietTable.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {
  private static final Container LEAF = Container.of("DC1-Leaf", "container_1");
  private static final Device DEVICE =
      Device.builder()
          .serialNumber("JPE1")
          .hostname("leaf1")
          .fqdn("leaf1.example.net")
          .ipAddress("10.0.0.1")
          .build();

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private Database database;
  private QuietTable quiets;
  private Whereabouts whereabouts;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    quiets = new QuietTable(database, clock);
    whereabouts = new Whereabouts(quiets);
    place("container", LEAF);
    place("tag:Role", tag("Role", "edge,leaf"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DC1-*", "container_1", "Role:leaf", "Role:ed*"})
  void view_alarm_isOfThePlaceThatItNamesAndOfItsDevicesTags(String container) {
    assertThat(passes(container, alarm())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DC1-*", "container_1", "Role:leaf", "leaf", "Role:edge"})
  void quiet_alarm_isOfEveryPlaceOfItsDevice(String container) {
    assertThat(quietIn(container, alarm())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DC2-*", "Role:spine", "spine", "Campus:leaf"})
  void view_alarm_isOfNoOtherPlace(String container) {
    assertThat(passes(container, alarm())).isFalse();
    assertThat(quietIn(container, alarm())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaf", "e*", "edge,leaf"})
  void view_alarm_isOfNoTagThatOnlyLooksLikeAContainer(String container) {
    assertThat(passes(container, alarm())).isFalse();
  }

  @Test
  void view_move_isFromThereToThereOnly() {
    CloudEvent move = move(LEAF, Container.of("DC2-Leaf", "container_2"));
    assertThat(passes("DC1-Leaf", move)).isTrue();
    assertThat(passes("DC2-Leaf", move)).isTrue();
    assertThat(passes("Role:leaf", move)).isFalse();
    assertThat(quietIn("Role:leaf", move)).as("people want quiet of such a device").isTrue();
  }

  @Test
  void view_moveByTag_isOfEachOfItsValues() {
    CloudEvent move = move(tag("Role", "spine"), tag("Role", "edge,leaf"));
    assertThat(passes("Role:leaf", move)).isTrue();
    assertThat(passes("leaf", move)).isTrue();
    assertThat(passes("Role:spine", move)).isTrue();
    assertThat(passes("Role:core", move)).isFalse();
    assertThat(passes("DC1-Leaf", move)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DC1-*", "container_1", "Role:leaf", "leaf"})
  void view_eventThatNamesNoPlace_isOfThoseOfItsDevice(String container) {
    assertThat(passes(container, change())).isTrue();
  }

  @Test
  void view_tagThatStandsInForContainers_isNoPlaceBesideThem() {
    place("tag:Container", tag("Container", "Old"));
    assertThat(passes("Old", change())).isFalse();
    database.write(
        connection -> {
          new PlacementTable(database, "container").remove(connection, "JPE1");
          return null;
        });
    assertThat(passes("Old", change())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JPE1", "jpe1", "LEAF1", "Leaf*", "leaf?", "LEAF1.EXAMPLE.NET", "10.0.0.1"})
  void quiet_device_byWhateverPeopleCallIt(String name) {
    assertThat(quiet(Kind.DEVICE, name, alarm())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JPE1", "leaf1", "10.0.0.1"})
  void quiet_device_ofWhichTheEventKnowsANumberAlone(String name) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("key", "K");
    data.putObject("device").put("serialNumber", "JPE1");
    assertThat(quiet(Kind.DEVICE, name, event("cvp.event.raised", data))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaf", "leaf10", "10.0.0.10", "10x0.0.1"})
  void quiet_device_isNoOther(String name) {
    assertThat(quiet(Kind.DEVICE, name, alarm())).isFalse();
  }

  private boolean passes(String container, CloudEvent event) {
    Subscription subscription =
        Subscription.of("f", Map.of("cvp.topics", "cvp.**", "cvp.containers", container));
    return database.read(c -> subscription.passes(whereabouts.view(c, event)));
  }

  private boolean quietIn(String container, CloudEvent event) {
    return quiet(Kind.CONTAINER, container, event);
  }

  private boolean quiet(Kind kind, String name, CloudEvent event) {
    long number = quiets.add(kind, name, Duration.ofHours(1), "CHG1");
    boolean quiet = database.read(c -> whereabouts.quiet(c, event)).isPresent();
    quiets.end(number);
    return quiet;
  }

  private void place(String dimension, Container container) {
    database.write(
        connection -> {
          new PlacementTable(database, dimension)
              .put(connection, new Placement(DEVICE, container), clock.instant());
          return null;
        });
  }

  private static Container tag(String label, String value) {
    return Container.of(value, null).withLabel(label);
  }

  private static CloudEvent alarm() {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("key", "K");
    data.set("device", DEVICE.toJson());
    data.set("container", LEAF.toJson());
    return event("cvp.event.raised", data);
  }

  private static CloudEvent change() {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("device", DEVICE.toJson());
    return event("cvp.device.changed", data);
  }

  private static CloudEvent move(Container from, Container to) {
    return event("cvp.device.moved", DeviceMove.moved(DEVICE, from, to, "poll").toJson());
  }

  private static CloudEvent event(String type, ObjectNode data) {
    return Events.first(type, "1", URI.create("https://cvp"), "JPE1", Instant.EPOCH, data);
  }
}
