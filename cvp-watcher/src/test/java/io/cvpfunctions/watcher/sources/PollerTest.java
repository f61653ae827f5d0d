package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Fleet;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PollerTest {
  private static final Duration INTERVAL = Desk.INTERVAL;
  private static final Duration DEBOUNCE = Desk.DEBOUNCE;
  private final CallFailedException down =
      CallFailedException.of("CloudVision", Kind.NOT_SENT, "no connection");
  private final CallFailedException refused =
      CallFailedException.of("CloudVision", Kind.OPERATOR, "token refused");

  @TempDir Path folder;

  private final Fleet fleet = new Fleet().put("A", "Undefined").put("B", "Leaf");
  private Desk desk;
  private SettableClock clock;
  private Metrics metrics;
  private Outbox outbox;
  private Poller poller;
  private Dimension dimension;
  private CallFailedException failure;
  private List<String> untold = List.of();
  private int looks;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    clock = desk.clock;
    outbox = desk.outbox;
    poller = poller(List.of());
  }

  private Poller poller(List<String> containers) {
    return poller(containers, false);
  }

  private Poller poller(List<String> containers, boolean replay) {
    metrics = new Metrics();
    desk.metrics = metrics;
    Shared shared = desk.shared(true, false);
    dimension = desk.dimension("container", containers, shared, Desk.rules(replay));
    Health health = new Health("poll", "cloudvision", desk.warnings(), clock, desk.steady);
    Health.declare(metrics, List.of(health));
    return new Poller(
        devices -> Optional.of(look()), shared, dimension, health, () -> {}, INTERVAL, false);
  }

  private Snapshot look() {
    looks++;
    if (failure != null) throw failure;
    Snapshot now = fleet.snapshotWithout(untold);
    return Snapshot.of(clock.instant(), now.placements())
        .unprovisioned(now.unprovisioned())
        .present(now.present())
        .containers(3)
        .build();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void poll_moved_looksAgainAfterTheDebounceAndStoresTheEvent() {
    assertThat(poller.step()).isEqualTo(INTERVAL);
    fleet.put("A", "Leaf");
    Duration soon = poller.step();
    assertThat(soon).isBetween(DEBOUNCE, DEBOUNCE.plusMillis(100));
    assertThat(told()).isEmpty();
    desk.pass(soon);
    assertThat(poller.step()).isEqualTo(INTERVAL);
    assertThat(told()).containsExactly("cvp.device.moved of A");
    CloudEvent event = outbox.unrouted(1).get(0).event();
    assertThat(event.getSource()).hasToString("https://cvp");
    assertThat(Events.extension(event, "correlationid")).contains(event.getId());
    assertThat(Events.extension(event, "traceparent")).isPresent();
    assertThat(Events.json(event).at("/from/name").asText()).isEqualTo("Undefined");
    assertThat(Events.json(event).at("/to/key").asText()).isEqualTo("key-of-Leaf");
    assertThat(Events.json(event).path("observedBy").asText()).isEqualTo("poll");
    assertThat(Events.json(event).path("settled").asBoolean()).isTrue();
  }

  @Test
  void poll_baselineReplayed_logsHowManyAreTold() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Poller.class);
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    poller(List.of(), true).step();
    logger.detachAppender(lines);
    assertThat(told()).hasSize(2);
    assertThat(lines.list)
        .first()
        .hasToString("[INFO] 2 devices in 3 containers; of these, 2 are told");
  }

  @Test
  void poll_afterARestart_tellsWhatHappenedMeanwhile() {
    poller.step();
    fleet.put("A", "Leaf");
    poller = poller(List.of());
    desk.pass(poller.step());
    poller.step();
    assertThat(told()).containsExactly("cvp.device.moved of A");
    assertThat(metrics.text())
        .contains("cvp_watcher_events_total{type=\"cvp.device.moved\"} 1")
        .contains("cvp_watcher_source_up{source=\"poll\"} 1")
        .contains("cvp_watcher_devices{source=\"poll\"} 2");
  }

  @Test
  void poll_afterARestart_remembersWhatWasThereAtTheBaselineInNoPlace() {
    fleet.put("C", "Leaf");
    untold = List.of("A", "B");
    poller.step();
    poller = poller(List.of());
    fleet.unprovision("B");
    untold = List.of("A");
    poller.step();
    poller = poller(List.of());
    fleet.put("B", "Leaf").put("D", "Leaf");
    untold = List.of();
    desk.pass(poller.step());
    poller.step();
    assertThat(told())
        .as("A was there")
        .containsExactlyInAnyOrder("cvp.device.added of B", "cvp.device.added of D");
    fleet.put("A", "Spine");
    desk.pass(poller.step());
    poller.step();
    assertThat(told()).last().isEqualTo("cvp.device.moved of A");
  }

  @Test
  void poll_otherContainers_areRememberedButNotTold() {
    poller = poller(List.of("Spine"));
    poller.step();
    fleet.put("A", "Leaf");
    desk.pass(poller.step());
    poller.step();
    assertThat(told()).isEmpty();
    fleet.put("A", "Spine");
    desk.pass(poller.step());
    poller.step();
    assertThat(Events.json(outbox.unrouted(1).get(0).event()).at("/from/name").asText())
        .isEqualTo("Leaf");
  }

  @Test
  void poll_failing_triesLessOftenUpToAMinute() {
    failure = down;
    assertThat(poller.step()).isEqualTo(INTERVAL);
    assertThat(poller.step()).isEqualTo(INTERVAL.multipliedBy(2));
    for (int i = 0; i < 100; i++) poller.step();
    assertThat(poller.step()).isEqualTo(Duration.ofMinutes(1));
    failure = null;
    assertThat(poller.step()).isEqualTo(INTERVAL);
  }

  @Test
  void poll_hintWhileFailing_doesNotAskSooner() {
    failure = down;
    poller.step();
    int asked = looks;
    for (int i = 0; i < 3; i++) {
      poller.hint();
      assertThat(poller.step()).isPositive().isLessThanOrEqualTo(INTERVAL);
    }
    assertThat(looks).isEqualTo(asked);
  }

  @Test
  void poll_failingForFiveMinutes_isBlindOnceAndThenSees() {
    poller.step();
    failure = down;
    desk.pass(Duration.ofMinutes(4));
    poller.step();
    assertThat(told()).isEmpty();
    desk.pass(Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) poller.step();
    assertThat(told()).containsExactly("cvp.watcher.blind cloudvision-unreachable");
    failure = null;
    poller.step();
    assertThat(told())
        .containsExactly(
            "cvp.watcher.blind cloudvision-unreachable",
            "cvp.watcher.sees cloudvision-unreachable");
  }

  @Test
  void poll_failsOnceAfterTheClockWasSetAhead_isNotBlind() {
    poller.step();
    clock.pass(Duration.ofHours(2));
    failure = down;
    poller.step();
    assertThat(told()).isEmpty();
  }

  @Test
  void poll_blindAgainWithinTheHour_isToldOnceTheHourIsOver() {
    poller.step();
    for (int i = 0; i < 3; i++) {
      failure = down;
      desk.pass(Duration.ofMinutes(5));
      poller.step();
      failure = null;
      poller.step();
    }
    assertThat(told()).hasSize(2);
    failure = down;
    desk.pass(Duration.ofMinutes(61));
    poller = poller(List.of());
    desk.pass(Duration.ofMinutes(5));
    poller.step();
    assertThat(told()).hasSize(3).last().isEqualTo("cvp.watcher.blind cloudvision-unreachable");
  }

  @Test
  void poll_blindForAnotherReason_isAnotherCause() {
    poller.step();
    failure = down;
    desk.pass(Duration.ofMinutes(5));
    poller.step();
    failure = refused;
    poller.step();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.blind cloudvision-refuses");
    failure = null;
    poller.step();
    assertThat(told()).hasSize(4);
  }

  @Test
  void poll_wholeFleetMissing_isSuspiciousOnceAndNobodyIsGone() {
    loseThirty();
    for (int i = 0; i < 30; i++) fleet.put("D" + i, "Leaf");
    poller.step();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees devices-missing");
  }

  @Test
  void poll_lossReleased_isBelieved() {
    loseThirty();
    dimension.release(true);
    poller.step();
    assertThat(told()).filteredOn(each -> each.startsWith("cvp.device.removed")).hasSize(30);
  }

  @Test
  void poll_restartedWhileSuspicious_saysNothingUntilTheyAreBack() {
    loseThirty();
    poller = poller(List.of());
    for (int i = 0; i < 5; i++) {
      poller.step();
      desk.pass(Duration.ofMinutes(5));
    }
    assertThat(told()).containsExactly("cvp.watcher.suspicious devices-missing");
    for (int i = 0; i < 30; i++) fleet.put("D" + i, "Leaf");
    poller.step();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees devices-missing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void poll_releasedAfterARestart_isBelieved(boolean beforeTheFirstLook) {
    loseThirty();
    poller = poller(List.of());
    if (!beforeTheFirstLook) poller.step();
    dimension.release(true);
    for (int i = 0; i < 5; i++) {
      poller.step();
      desk.pass(Duration.ofMinutes(5));
    }
    assertThat(told()).filteredOn(each -> each.startsWith("cvp.device.removed")).hasSize(30);
    assertThat(told()).contains("cvp.watcher.sees devices-missing");
  }

  @Test
  void poll_releasedBeforeTheFirstLookThoughNobodyWasWarned_believesNothing() {
    for (int i = 0; i < 30; i++) fleet.put("D" + i, "Leaf");
    poller.step();
    poller = poller(List.of());
    dimension.release(false);
    for (int i = 0; i < 30; i++) fleet.remove("D" + i);
    for (int i = 0; i < 5; i++) {
      poller.step();
      desk.pass(Duration.ofMinutes(5));
    }
    assertThat(told()).containsExactly("cvp.watcher.suspicious devices-missing");
  }

  private void loseThirty() {
    for (int i = 0; i < 30; i++) fleet.put("D" + i, "Leaf");
    poller.step();
    for (int i = 0; i < 30; i++) fleet.remove("D" + i);
    for (int i = 0; i < 5; i++) {
      desk.pass(Duration.ofMinutes(10));
      poller.step();
    }
    assertThat(told()).containsExactly("cvp.watcher.suspicious devices-missing");
  }

  @Test
  void poll_clockSetBack_tellsAMoveAllTheSame() {
    poller.step();
    fleet.put("A", "Leaf");
    poller.step();
    clock.pass(Duration.ofHours(-1));
    poller.step();
    desk.pass(DEBOUNCE);
    poller.step();
    assertThat(told()).containsExactly("cvp.device.moved of A");
  }

  private List<String> told() {
    return desk.told();
  }
}
