package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Fleet;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.StoredEvent;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PollerTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration DEBOUNCE = Duration.ofSeconds(2);
  private final CallFailedException down =
      CallFailedException.of("CloudVision", Kind.NOT_SENT, "no connection");
  private final CallFailedException refused =
      CallFailedException.of("CloudVision", Kind.OPERATOR, "token refused");

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final Fleet fleet = new Fleet().put("A", "Undefined").put("B", "Leaf");
  private final Metrics metrics = new Metrics();
  private Database database;
  private Outbox outbox;
  private Poller poller;
  private CallFailedException failure;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    outbox = new Outbox(database, clock);
    poller = poller(List.of(), new Metrics());
  }

  private Poller poller(List<String> containers, Metrics into) {
    return poller(containers, into, false);
  }

  private Poller poller(List<String> containers, Metrics into, boolean replay) {
    EventMaker events = new EventMaker(URI.create("https://cvp"));
    PollSource source =
        new PollSource(
            devices -> look(),
            new PlacementTable(database, "container"),
            database.lead().orElseThrow(),
            outbox,
            events,
            ContainerLimit.of(containers),
            new Rules(DEBOUNCE, Duration.ofMinutes(10), replay));
    Warnings warnings =
        new Warnings(database, database.lead().orElseThrow(), outbox, events, clock, () -> {});
    return new Poller(source, INTERVAL, warnings, into, () -> {}, clock);
  }

  private Snapshot look() {
    if (failure != null) throw failure;
    Snapshot now = fleet.snapshot();
    return new Snapshot(
        clock.instant(), now.placements(), now.unprovisioned(), now.present(), 3, false);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void poll_moved_looksAgainAfterTheDebounceAndStoresTheEvent() {
    assertThat(poller.poll()).isEqualTo(INTERVAL);
    fleet.put("A", "Leaf");
    Duration soon = poller.poll();
    assertThat(soon).isBetween(DEBOUNCE, DEBOUNCE.plusMillis(100));
    assertThat(told()).isEmpty();
    clock.pass(soon);
    assertThat(poller.poll()).isEqualTo(INTERVAL);
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
    logger.addAppender(lines);
    poller(List.of(), metrics, true).poll();
    logger.detachAppender(lines);
    assertThat(told()).hasSize(2);
    assertThat(lines.list)
        .first()
        .hasToString("[INFO] 2 devices in 3 containers; of these, 2 are told");
  }

  @Test
  void poll_afterARestart_tellsWhatHappenedMeanwhile() {
    poller.poll();
    fleet.put("A", "Leaf");
    poller = poller(List.of(), metrics);
    clock.pass(poller.poll());
    poller.poll();
    assertThat(told()).containsExactly("cvp.device.moved of A");
    assertThat(metrics.text())
        .contains("cvp_watcher_events_total{type=\"cvp.device.moved\"} 1")
        .contains("cvp_watcher_source_up{source=\"poll\"} 1")
        .contains("cvp_watcher_devices{source=\"poll\"} 2");
  }

  @Test
  void poll_otherContainers_areRememberedButNotTold() {
    poller = poller(List.of("Spine"), metrics);
    poller.poll();
    fleet.put("A", "Leaf");
    clock.pass(poller.poll());
    poller.poll();
    assertThat(told()).isEmpty();
    fleet.put("A", "Spine");
    clock.pass(poller.poll());
    poller.poll();
    assertThat(Events.json(outbox.unrouted(1).get(0).event()).at("/from/name").asText())
        .isEqualTo("Leaf");
  }

  @Test
  void poll_failing_triesLessOftenUpToAMinute() {
    failure = down;
    assertThat(poller.poll()).isEqualTo(INTERVAL);
    assertThat(poller.poll()).isEqualTo(INTERVAL.multipliedBy(2));
    for (int i = 0; i < 100; i++) poller.poll();
    assertThat(poller.poll()).isEqualTo(Duration.ofMinutes(1));
    failure = null;
    assertThat(poller.poll()).isEqualTo(INTERVAL);
  }

  @Test
  void poll_failingForFiveMinutes_isBlindOnceAndThenSees() {
    poller.poll();
    failure = down;
    clock.pass(Duration.ofMinutes(4));
    poller.poll();
    assertThat(told()).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) poller.poll();
    assertThat(told()).containsExactly("cvp.watcher.blind cloudvision-unreachable");
    failure = null;
    poller.poll();
    assertThat(told())
        .containsExactly(
            "cvp.watcher.blind cloudvision-unreachable",
            "cvp.watcher.sees cloudvision-unreachable");
  }

  @Test
  void poll_blindAgainWithinTheHour_isToldOnceTheHourIsOver() {
    poller.poll();
    for (int i = 0; i < 3; i++) {
      failure = down;
      clock.pass(Duration.ofMinutes(5));
      poller.poll();
      failure = null;
      poller.poll();
    }
    assertThat(told()).hasSize(2);
    failure = down;
    clock.pass(Duration.ofMinutes(61));
    poller = poller(List.of(), metrics);
    clock.pass(Duration.ofMinutes(5));
    poller.poll();
    assertThat(told()).hasSize(3).last().isEqualTo("cvp.watcher.blind cloudvision-unreachable");
  }

  @Test
  void poll_blindForAnotherReason_isAnotherCause() {
    poller.poll();
    failure = down;
    clock.pass(Duration.ofMinutes(5));
    poller.poll();
    failure = refused;
    poller.poll();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.blind cloudvision-refuses");
    failure = null;
    poller.poll();
    assertThat(told()).hasSize(4);
  }

  @Test
  void poll_wholeFleetMissing_isSuspiciousOnceAndNobodyIsGone() {
    for (int i = 0; i < 30; i++) fleet.put("D" + i, "Leaf");
    poller.poll();
    for (int i = 0; i < 30; i++) fleet.remove("D" + i);
    for (int i = 0; i < 5; i++) {
      clock.pass(Duration.ofMinutes(10));
      poller.poll();
    }
    assertThat(told()).containsExactly("cvp.watcher.suspicious devices-missing");
    for (int i = 0; i < 30; i++) fleet.put("D" + i, "Leaf");
    poller.poll();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees devices-missing");
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (StoredEvent each : outbox.unrouted(100)) {
      CloudEvent event = each.event();
      String cause = Events.json(event).path("cause").asText();
      String what = cause.isEmpty() ? "of " + event.getSubject() : cause;
      told.add(event.getType() + " " + what);
    }
    return told;
  }
}
