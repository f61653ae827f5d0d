package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.state.ReleaseTable;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of CloudVision's own events, by the stream of a stand-in. */
class EventStreamTest extends WithCloudVision {
  private static final String HISTORY = "EventService/GetAll";
  private static final String ONE = "EventService/GetOne";

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

  @Test
  void events_toldAtAStart_waitUntilDevicesHaveNames() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    watching.stop();
    cv.events().raise("A", WARNING, LEAF);
    cv.grpc().failNext(1, "inventory.v1.DeviceService/Subscribe", CallFault.silent());
    int before = cv.grpc().calls("EventService/Subscribe").size();
    watching.start("events");
    awaitCalls(cv, "EventService/Subscribe", before + 1);
    await().atMost(PATIENCE).until(() -> cv.grpc().streams() == 2);
    assertThat(watching.told()).isEmpty();
    cv.grpc().heal();
    watching.awaitTold(1);
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
  }

  @Test
  void events_deviceIsInNoContainerAnyMore_haveItsNameAlone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("poll", "events").awaitUp("poll").awaitUp("events");
    cv.unprovision(LEAF);
    assertThat(watching.awaitTold(1))
        .containsExactly("device.unprovisioned " + LEAF + " DC1-Leaf>");
    cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(2);
    assertThat(watching.data(1).at("/device/hostname").asText()).isEqualTo("leaf1");
    assertThat(watching.data(1).has("container")).isFalse();
  }

  @Test
  void events_atARestart_haveTheContainerThatWasToldLast() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("poll", "events").awaitUp("poll").awaitUp("events");
    watching.stop();
    cv.events().raise("A", WARNING, LEAF);
    watching.start("events").awaitTold(1);
    assertThat(watching.data(0).at("/container/name").asText()).isEqualTo("DC1-Leaf");
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
    watching.hurryCalls(HISTORY, 1);
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

  /** What was known to be active comes first, in two messages. */
  static Stream<CallFault> partsOfAHistory() {
    return Stream.of(
        CallFault.emptySnapshot(),
        CallFault.endAfter(1, Status.OK),
        CallFault.endAfter(2, Status.INTERNAL),
        CallFault.endAfter(2, Status.UNAVAILABLE),
        CallFault.endAfter(2, Status.DEADLINE_EXCEEDED));
  }

  @ParameterizedTest
  @MethodSource("partsOfAHistory")
  void events_historyComesInPart_isAskedForAgain(CallFault part) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().raise("BEFORE", WARNING, LEAF);
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    watching.stop();
    cv.events().raise("B", WARNING, OTHER).delete();
    cv.grpc().failNext(1, HISTORY, part);
    watching.start("events");
    assertThat(watching.hurryTold(3))
        .containsExactly(
            "event.raised " + LEAF + " WARNING",
            "event.raised " + OTHER + " WARNING",
            "event.resolved " + OTHER + " WARNING");
  }

  @Test
  void events_historyIsCutBehindAllThatWasKnown_theListShowsIt() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().raise("BEFORE", WARNING, LEAF);
    Watching watching = watching(cv).start("events").awaitUp("events");
    watching.stop();
    cv.events().raise("B", WARNING, OTHER).delete();
    cv.events().raise("C", WARNING, LEAF);
    cv.grpc().failNext(1, HISTORY, CallFault.endAfter(1, Status.OK));
    watching.start("events").awaitTold(1);
    assertThat(watching.hurryTold(3))
        .containsExactly(
            "event.raised " + LEAF + " WARNING",
            "event.raised " + OTHER + " WARNING",
            "event.resolved " + OTHER + " WARNING");
  }

  /** Cuts, and whether something was active before the gap. */
  static Stream<Arguments> cutsThatLookWhole() {
    return Stream.of(
        Arguments.of(CallFault.endAfter(1, Status.OK), true),
        Arguments.of(CallFault.emptySnapshot(), false));
  }

  @ParameterizedTest
  @MethodSource("cutsThatLookWhole")
  void events_historyLacksOnlyWhatCameAndWent_isToldWhenAskedOnceMore(
      CallFault cut, boolean active) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    if (active) cv.events().raise("BEFORE", WARNING, LEAF);
    Watching watching = watching(cv).start("events").awaitUp("events");
    watching.stop();
    cv.events().raise("B", WARNING, OTHER).delete();
    cv.grpc().failNext(1, HISTORY, cut);
    watching.start("events");
    assertThat(watching.hurryTold(2))
        .containsExactly(
            "event.raised " + OTHER + " WARNING", "event.resolved " + OTHER + " WARNING");
    watching.awaitUp("events");
    assertThat(cv.grpc().calls(HISTORY)).hasSize(3);
  }

  @Test
  void events_historyIsWhole_isAskedForTwice() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().raise("BEFORE", WARNING, LEAF);
    Watching watching = watching(cv).start("events").awaitUp("events");
    watching.stop();
    cv.events().raise("B", WARNING, OTHER).delete();
    watching.start("events").awaitTold(2);
    watching.hurryCalls(HISTORY, 2).awaitUp("events");
    assertThat(cv.grpc().calls(HISTORY)).hasSize(2);
    assertThat(watching.told()).hasSize(2);
  }

  @Test
  void events_changedWhileNobodyWatched_everyStateIsTold() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    watching.stop();
    cv.events().raise("A", WARNING, LEAF).severity(EventSeverity.EVENT_SEVERITY_ERROR);
    watching.start("events");
    assertThat(watching.awaitTold(2))
        .containsExactly("event.raised " + LEAF + " WARNING", "event.updated " + LEAF + " ERROR");
  }

  @Test
  void events_historyIsEmptyAgainAndAgain_isBelievedInTheEnd() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().raise("A", WARNING, LEAF);
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.grpc().failOn(HISTORY, CallFault.emptySnapshot());
    cv.grpc().endStreams();
    watching.hurryCalls(HISTORY, 3);
    watching.awaitUp("events");
    assertThat(cv.grpc().calls(HISTORY)).hasSize(3);
    assertThat(watching.told()).isEmpty();
  }

  @Test
  void events_missingFromAListAndUnknownOnce_goOn() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    RaisedEvent raised = cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    cv.grpc().failNext(1, "EventService/Subscribe", CallFault.emptySnapshot());
    cv.grpc().failNext(1, ONE, CallFault.status(Status.NOT_FOUND));
    cv.grpc().endStreams();
    watching.hurryCalls(ONE, 2);
    raised.resolve();
    assertThat(watching.hurryTold(2))
        .containsExactly(
            "event.raised " + LEAF + " WARNING", "event.resolved " + LEAF + " WARNING");
    assertThat(watching.data(1).path("title").asText()).isNotEmpty();
    assertThat(cv.grpc().calls(ONE)).hasSize(2);
  }

  @Test
  void events_missingAgainAndAgain_areOverUntilTheyAreListedAgain() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    cv.grpc().failOn("EventService/Subscribe", CallFault.emptySnapshot());
    cv.grpc().failOn(ONE, CallFault.status(Status.NOT_FOUND));
    cv.grpc().endStreams();
    watching.hurryTold(2);
    assertThat(cv.grpc().calls(ONE)).hasSizeGreaterThanOrEqualTo(3);
    cv.grpc().heal();
    cv.grpc().endStreams();
    assertThat(watching.hurryTold(3))
        .containsExactly(
            "event.raised " + LEAF + " WARNING",
            "event.resolved " + LEAF + " WARNING",
            "event.raised " + LEAF + " WARNING");
  }

  @Test
  void events_manyMissingAtOnce_areHeldUntilAPersonReleasesThem() {
    release(missingThirty(simulator(Generation.V2025_2)));
  }

  @Test
  void events_restartedWhileManyAreMissing_areHeldAndReleasedAllTheSame() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = missingThirty(cv);
    watching.stop();
    int asked = cv.grpc().calls(ONE).size();
    watching.start("events").hurryCalls(ONE, asked + 30);
    assertThat(watching.told()).as("they are not back").hasSize(31);
    release(watching);
  }

  @Test
  void events_releasedBeforeAnythingIsListedAfterARestart_areBelievedToBeOver() {
    Watching watching = missingThirty(simulator(Generation.V2025_2));
    watching.stop();
    new ReleaseTable(watching.database(), Clock.systemUTC()).ask();
    watching.start("events");
    awaitReleased(watching);
  }

  /** Many are missing, and people were warned. */
  private Watching missingThirty(CloudVisionSimulator cv) {
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.events().flood(30, LEAF);
    watching.awaitTold(30);
    cv.grpc().failOn("EventService/Subscribe", CallFault.emptySnapshot());
    cv.grpc().failOn(ONE, CallFault.status(Status.NOT_FOUND));
    cv.grpc().endStreams();
    assertThat(watching.hurryTold(31)).last().isEqualTo("watcher.suspicious events-missing");
    return watching;
  }

  private static void release(Watching watching) {
    new ReleaseTable(watching.database(), Clock.systemUTC()).ask();
    awaitReleased(watching);
  }

  private static void awaitReleased(Watching watching) {
    assertThat(watching.hurryTold(62))
        .filteredOn(each -> each.equals("event.resolved " + LEAF + " WARNING"))
        .hasSize(30);
    assertThat(watching.told()).contains("watcher.sees events-missing");
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
    watching.hurryTold(2);
    raised.resolve();
    assertThat(watching.hurryTold(3))
        .containsExactly(
            "event.raised " + LEAF + " WARNING",
            "event.raised " + OTHER + " WARNING",
            "event.resolved " + LEAF + " WARNING");
  }
}
