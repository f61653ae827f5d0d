package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.Task;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
  private static final String LEAF = "JPE00000001";
  private static final String OTHER = "JPE00000002";
  private static final EventSeverity WARNING = EventSeverity.EVENT_SEVERITY_WARNING;

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
  }

  private CloudVisionSimulator simulator(Generation generation) {
    CloudVisionSimulator started = CloudVisionSimulator.builder().generation(generation).start();
    open.add(started);
    started.addContainer("DC1-Leaf");
    started.addContainer("DC1-Spine");
    started.addDevice(Device.numbered(1).in("DC1-Leaf"));
    started.addDevice(Device.numbered(2).in("DC1-Spine"));
    return started;
  }

  private Watching watching(CloudVisionSimulator simulator) {
    Watching watching = new Watching(simulator, folder);
    open.add(watching);
    return watching;
  }

  @Test
  void events_raisedUpdatedResolved_areToldWithDeviceAndContainer() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().raise("LOW_DEVICE_DISK_SPACE", WARNING, OTHER);
    Watching watching = watching(cv).start("poll", "events").awaitUp("poll").awaitUp("events");
    RaisedEvent raised = cv.events().raise("DEVICE_INTF_ERR_SMART", WARNING, LEAF, "Ethernet1");
    watching.awaitTold(1);
    raised.acknowledge("netops").read("netops").note("netops", "looking");
    raised.severity(EventSeverity.EVENT_SEVERITY_ERROR);
    watching.awaitTold(2);
    raised.resolve();
    watching.awaitTold(3);
    raised.recur();
    assertThat(watching.awaitTold(4))
        .containsExactly(
            "event.raised " + LEAF + " WARNING",
            "event.updated " + LEAF + " ERROR",
            "event.resolved " + LEAF + " ERROR",
            "event.raised " + LEAF + " ERROR");
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    assertThat(watching.data(0).at("/container/name").asText()).isEqualTo("DC1-Leaf");
    assertThat(watching.data(0).path("url").asText()).startsWith("https://cvp/cv/events/");
    assertThat(watching.data(0).path("timestamp").asText()).matches(".*\\.\\d{9}Z");
    String correlation = Events.extension(watching.stored().get(0), "correlationid").orElseThrow();
    assertThat(watching.stored().subList(0, 3))
        .allSatisfy(e -> assertThat(Events.extension(e, "correlationid")).contains(correlation));
  }

  @Test
  void events_whileNobodyWatched_areToldRaisedThenResolved() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    RaisedEvent early = cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    watching.stop();
    early.resolve();
    RaisedEvent unseen = cv.events().raise("B", WARNING, OTHER);
    unseen.delete();
    watching.start("events");
    assertThat(watching.awaitTold(4))
        .startsWith("event.raised " + LEAF + " WARNING")
        .containsExactlyInAnyOrder(
            "event.raised " + LEAF + " WARNING",
            "event.resolved " + LEAF + " WARNING",
            "event.raised " + OTHER + " WARNING",
            "event.resolved " + OTHER + " WARNING");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void events_ackOfWhatEndedBeforeTheFirstStart_tellsNothing(boolean onlyChanges) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.tellsOnlyChanges(onlyChanges);
    RaisedEvent old = cv.events().at(ago(50)).raise("X", WARNING, OTHER).at(ago(40)).resolve();
    Watching watching = watching(cv).start("events").awaitUp("events");
    old.at(Instant.now()).acknowledge("netops");
    cv.events().raise("A", WARNING, LEAF);
    assertThat(watching.awaitTold(1)).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void events_overBeforeTheFirstStart_areNotToldAtTheFirstReconnect() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().at(ago(5)).raise("X", WARNING, OTHER).at(ago(4)).delete();
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.grpc().endStreams();
    await().until(() -> !cv.grpc().calls("EventService/GetAll").isEmpty());
    cv.events().raise("A", WARNING, LEAF);
    assertThat(watching.awaitTold(1)).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void events_historyFailsAndWatcherStartsAgain_isToldAllTheSame() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    watching.stop();
    Seen longAgo = new Seen(ago(60), ago(90));
    watching.seen(longAgo);
    cv.events().at(ago(50)).raise("X", WARNING, OTHER).at(ago(45)).delete();
    cv.events().at(ago(5)).flood(20, LEAF);
    cv.grpc().failOn("EventService/GetAll", CallFault.status(Status.RESOURCE_EXHAUSTED));
    watching.start("events").awaitTold(20);
    watching.stop();
    cv.grpc().heal();
    watching.start("events");
    assertThat(watching.awaitTold(22))
        .contains("event.raised " + OTHER + " WARNING", "event.resolved " + OTHER + " WARNING");
  }

  private static Instant ago(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes));
  }

  static Stream<Arguments> ends() {
    return Stream.<Consumer<CloudVisionSimulator>>of(
            cv -> cv.grpc().endStreams(),
            cv -> cv.grpc().endStreams(Status.UNAVAILABLE),
            cv -> cv.grpc().resetStreams(),
            cv -> {
              cv.expireSessions();
              cv.grpc().endStreams(Status.UNAUTHENTICATED);
            },
            cv -> {
              cv.down();
              cv.up();
            },
            cv -> {
              cv.grpc().sendOperation(99);
              cv.grpc().failNext(1, "EventService/Subscribe", CallFault.emptySnapshot());
              cv.grpc().endStreams();
            })
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void events_streamEnds_goOnAndNothingIsLost(Consumer<CloudVisionSimulator> end) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    RaisedEvent raised = cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    end.accept(cv);
    cv.events().raise("B", WARNING, OTHER);
    watching.awaitTold(2);
    raised.resolve();
    assertThat(watching.awaitTold(3))
        .containsExactly(
            "event.raised " + LEAF + " WARNING",
            "event.raised " + OTHER + " WARNING",
            "event.resolved " + LEAF + " WARNING");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tags_valueChanges_isOneMoveInEitherOrder(boolean removalFirst) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.tags().removalFirst(removalFirst);
    cv.tags().assign(LEAF, "Role", "leaf");
    cv.tags().assign(OTHER, "DC", "DC1");
    Watching watching =
        watching(cv).labels("Role", "DC").start("poll", "tags").awaitUp("tags").awaitUp("poll");
    awaitBaselines(watching, "tag:Role", "tag:DC");
    cv.tags().inWorkspace("ws-1").assign(LEAF, "Role", "noise");
    cv.tags().change(LEAF, "Role", "leaf", "spine");
    watching.awaitTold(1);
    cv.tags().assign(LEAF, "Role", "edge");
    assertThat(watching.awaitTold(2))
        .containsExactly(
            "device.moved " + LEAF + " leaf>spine", "device.moved " + LEAF + " spine>edge,spine");
    assertThat(watching.data(0).at("/to/label").asText()).isEqualTo("Role");
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    cv.tags().unassign(OTHER, "DC", "DC1");
    assertThat(watching.awaitTold(3)).last().isEqualTo("device.unprovisioned " + OTHER + " DC1>");
  }

  private static void awaitBaselines(Watching watching, String... dimensions) {
    for (String each : dimensions) {
      var table = new io.cvpfunctions.watcher.state.PlacementTable(watching.database(), each);
      await().atMost(Duration.ofSeconds(30)).until(() -> table.baseline().isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROVISIONING_NOT_FOUND", "PROVISIONING_FORBIDDEN", "ONLY_UNDEFINED"})
  void provisioned_whereRestHasNoContainers_saysWhereDevicesAre(String snapshot) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.valueOf(snapshot));
    Watching watching = watching(cv).start();
    awaitBaselines(watching, "container");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
    assertThat(watching.data(0).path("observedBy").asText()).isEqualTo("provisioned");
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    cv.snapshot(Snapshot.COMPLETE);
    watching.awaitUp("poll");
    cv.moveDevice(LEAF, "DC1-Leaf");
    assertThat(watching.awaitTold(2))
        .last()
        .isEqualTo("device.moved " + LEAF + " DC1-Spine>DC1-Leaf");
  }

  @Test
  void provisioned_whereRestHasContainers_makesThePollLookAtOnce() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).pollInterval(Duration.ofMinutes(5)).start();
    watching.awaitUp("poll").awaitUp("provisioned");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
    assertThat(watching.data(0).path("observedBy").asText()).isEqualTo("poll");
    assertThat(watching.data(0).at("/to/key").asText()).isEqualTo(cv.containerKey("DC1-Spine"));
    assertThat(watching.data(0).at("/to/path").asText()).isEqualTo("Tenant/DC1-Spine");
  }

  @Test
  void poll_moveWithATask_isNotSettledUntilTheTaskIsDone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start();
    watching.awaitUp("poll").awaitUp("provisioned");
    Task task = cv.proposeMove("netops", LEAF, "DC1-Spine");
    cv.outOfSync(LEAF);
    watching.awaitTold(1);
    assertThat(watching.data(0).path("movedBy").asText()).isEqualTo("netops");
    assertThat(watching.data(0).path("settled").asBoolean()).isFalse();
    assertThat(watching.data(0).path("waitsFor").toString()).contains("task");
    PendingTable pending = new PendingTable(watching.database());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> pending.of(LEAF).orElseThrow().waitsFor().contains("configuration"));
    cv.executeTask(task.id());
    cv.inSync(LEAF);
    await().atMost(Duration.ofSeconds(30)).until(() -> pending.of(LEAF).orElseThrow().settled());
  }

  @Test
  void start_onAnOldRelease_pollsAlone() {
    CloudVisionSimulator cv = simulator(Generation.V2018_2);
    Watching watching = watching(cv).start().awaitUp("poll");
    watching.awaitMetric("cvp_watcher_source_up{source=\"events\"} 0");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
    assertThat(watching.refused()).isEmpty();
  }

  @Test
  void start_portOfItsOwn_isTheOneGiven() {
    CloudVisionSimulator cv = simulator(Generation.V2021_1);
    watching(cv).grpcPort(cv.node().grpcPort()).start("events").awaitUp("events");
  }

  @Test
  void start_firstNodeIsDown_goesToTheNext() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.addNode();
    cv.node(0).down();
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    assertThat(watching.awaitTold(1)).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void token_revoked_isRefusedAndNothingIsToldGone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    String token = cv.issueToken("watcher", Duration.ofDays(90));
    Watching watching = watching(cv).token(token).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    cv.revokeTokens();
    cv.grpc().endStreams(Status.UNAUTHENTICATED);
    await().atMost(Duration.ofSeconds(30)).until(() -> !watching.refused().isEmpty());
    assertThat(watching.told()).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void tags_noProvisioning_devicesHaveNamesAndStayKnown() throws Exception {
    CloudVisionSimulator cv = withoutProvisioning();
    Watching watching = watching(cv).labels("Role").start();
    watching.awaitUp("events").awaitUp("tags");
    cv.tags().change(LEAF, "Role", "leaf", "spine");
    watching.awaitTold(1);
    cv.events().raise("DEVICE_INTF_ERR_SMART", WARNING, LEAF);
    watching.awaitTold(2);
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    assertThat(watching.data(1).at("/device/hostname").asText()).isEqualTo("leaf1");
  }

  @Test
  void tags_takenAwayWhileDown_isUnprovisioned() throws Exception {
    CloudVisionSimulator cv = withoutProvisioning();
    cv.tags().assign(OTHER, "Role", "spine");
    Watching watching = watching(cv).labels("Role").start("tags").awaitUp("tags");
    PlacementTable table = new PlacementTable(watching.database(), "tag:Role");
    await().atMost(Duration.ofSeconds(30)).until(() -> table.baseline().isPresent());
    watching.stop();
    cv.tags().unassign(LEAF, "Role", "leaf");
    watching.start("tags");
    assertThat(watching.awaitTold(1)).containsExactly("device.unprovisioned JPE00000001 leaf>");
  }

  private CloudVisionSimulator withoutProvisioning() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    cv.grpc().failOn("ProvisionedDeviceService", CallFault.unimplemented());
    cv.tags().assign(LEAF, "Role", "leaf");
    return cv;
  }

  @Test
  void region_elsewhere_everyStreamGoesThere() {
    CloudVisionSimulator cv = simulator(Generation.CVAAS);
    cv.addNode();
    cv.redirectTo(cv.addresses().split(",", -1)[1]);
    Watching watching = watching(cv).token(cv.issueToken("watcher", Duration.ofDays(90)));
    watching.start("tags", "events", "provisioned").awaitUp("events").awaitUp("tags");
    await().atMost(Duration.ofSeconds(30)).until(() -> cv.node(1).grpc().streams() >= 4);
    assertThat(cv.node(0).grpc().calls("Subscribe")).isEmpty();
    cv.grpc().endStreams();
    cv.node(1).grpc().endStreams();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> cv.node(1).grpc().calls("Subscribe").size() >= 8);
    assertThat(cv.node(0).grpc().calls("Subscribe")).isEmpty();
  }
}
