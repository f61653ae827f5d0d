package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.DeadLetters;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.StoredEvent;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.state.WarningTable;
import io.cvpfunctions.watcher.state.WarningTable.Told;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Credentials USER = Credentials.password("u", Secret.of("p"));

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private List<String> held = List.of();
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:sqlite:" + folder.resolve("state.db"));
    outbox = new Outbox(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tidy_deadLetters_areWarnedOfOnceAnHourWhereThereAreMoreUntilThereAreNone() {
    Housekeeping housekeeping = housekeeping(USER);
    housekeeping.tidy();
    assertThat(told()).isEmpty();
    deadLetter();
    housekeeping.tidy();
    housekeeping.tidy();
    assertThat(told()).containsExactly("cvp.watcher.blind dead-letters");
    clock.pass(Duration.ofMinutes(61));
    housekeeping.tidy();
    assertThat(told()).as("no more than before").hasSize(1);
    deadLetter();
    housekeeping.tidy();
    deadLetter();
    housekeeping.tidy();
    assertThat(told()).as("one within the hour").hasSize(2);
    clock.pass(Duration.ofMinutes(59));
    housekeeping.tidy();
    assertThat(told()).hasSize(2);
    clock.pass(Duration.ofMinutes(1));
    housekeeping.tidy();
    housekeeping.tidy();
    assertThat(told()).hasSize(3).containsOnly("cvp.watcher.blind dead-letters");
    new DeadLetters(database, clock).drop(DeadLetters.Choice.all());
    housekeeping.tidy();
    assertThat(told()).hasSize(4).last().isEqualTo("cvp.watcher.sees dead-letters");
  }

  @Test
  void tidy_tokenNearItsEnd_isWarnedOf() {
    Housekeeping housekeeping = housekeeping(tokenUntil(clock.instant().plus(Duration.ofDays(15))));
    housekeeping.tidy();
    assertThat(told()).isEmpty();
    clock.pass(Duration.ofDays(2));
    housekeeping.tidy();
    assertThat(told()).containsExactly("cvp.watcher.blind token-expires");
    housekeeping(tokenUntil(clock.instant().plus(Duration.ofDays(300)))).tidy();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees token-expires");
  }

  @Test
  void tidy_laneHeldForLong_isWarnedOfUntilItIsNot() {
    Housekeeping housekeeping = housekeeping(USER);
    held = List.of("notify-slack");
    housekeeping.tidy();
    clock.pass(Duration.ofMinutes(4));
    housekeeping.tidy();
    assertThat(told()).as("a redeployment").isEmpty();
    clock.pass(Duration.ofMinutes(1));
    housekeeping.tidy();
    housekeeping.tidy();
    assertThat(told()).containsExactly("cvp.watcher.blind lane-held:notify-slack");
    held = List.of();
    housekeeping.tidy();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees lane-held:notify-slack");
  }

  @Test
  void tidy_laneNoLongerHeldUnderTheNextLeader_isToldAndHeardOfWhenHeldAgain() {
    Housekeeping before = housekeeping(USER);
    held = List.of("notify-slack");
    before.tidy();
    clock.pass(Duration.ofMinutes(5));
    before.tidy();
    held = List.of();
    Housekeeping after = housekeeping(USER);
    after.tidy();
    assertThat(told()).as("a lane that has not tried yet").hasSize(1);
    clock.pass(Duration.ofMinutes(5));
    after.tidy();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees lane-held:notify-slack");
    clock.pass(Duration.ofHours(1));
    held = List.of("notify-slack");
    after.tidy();
    clock.pass(Duration.ofMinutes(5));
    after.tidy();
    assertThat(told()).hasSize(3).last().isEqualTo("cvp.watcher.blind lane-held:notify-slack");
  }

  @Test
  void raise_againWithinTheHour_isHeldInTheStateAndToldWhenTheHourIsOver() {
    Warnings warnings = warnings();
    assertThat(suspect(warnings)).isTrue();
    warnings.clear("devices-missing", "back");
    clock.pass(Duration.ofMinutes(10));
    Instant again = clock.instant();
    assertThat(suspect(warnings)).isFalse();
    assertThat(told()).hasSize(2);
    Told stored = new WarningTable(database).all().get(0);
    assertThat(stored.open()).isTrue();
    assertThat(stored.since()).isEqualTo(again);
    clock.pass(Duration.ofMinutes(50));
    assertThat(suspect(warnings)).isTrue();
    assertThat(suspect(warnings)).isFalse();
    assertThat(told()).hasSize(3).last().isEqualTo("cvp.watcher.suspicious devices-missing");
  }

  @Test
  void clear_notTold_isNotToldToBeOverEither() {
    Warnings warnings = warnings();
    suspect(warnings);
    warnings.clear("devices-missing", "back");
    suspect(warnings);
    warnings.clear("devices-missing", "back");
    assertThat(told()).hasSize(2);
    assertThat(new WarningTable(database).all()).noneMatch(Told::open);
  }

  private boolean suspect(Warnings warnings) {
    String type = "cvp.watcher.suspicious";
    return warnings.raise(type, "devices-missing", clock.instant(), "30 devices are missing");
  }

  @Test
  void tidy_deliveredLongAgo_isForgotten() {
    delivered();
    clock.pass(RETENTION);
    housekeeping(USER).tidy();
    assertThat(count()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));
    housekeeping(USER).tidy();
    assertThat(count()).isZero();
  }

  private void delivered() {
    database.write(
        connection -> {
          outbox.add(
              connection, Events.first("t", "1", URI.create("s"), "A", Instant.EPOCH, node()));
          return null;
        });
    StoredEvent stored = outbox.unrouted(1).get(0);
    database.write(
        connection -> {
          outbox.route(connection, stored, List.of());
          return null;
        });
  }

  @Test
  void tidy_clockSetAhead_forgetsNothingBeforeThatTimeHasPassed() {
    SettableClock steady = new SettableClock();
    Housekeeping housekeeping =
        new Housekeeping(outbox, warnings(), USER, RETENTION, () -> held, clock, steady);
    delivered();
    clock.pass(RETENTION.multipliedBy(2));
    housekeeping.tidy();
    assertThat(count()).as("only the clock says so").isEqualTo(1);
    steady.pass(RETENTION.plusSeconds(1));
    housekeeping.tidy();
    assertThat(count()).isZero();
  }

  @Test
  void forgetBefore_nothingOld_writesNothing() throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      assertThat(outbox.forgetBefore(clock.millis())).as("while another writes").isZero();
      statement.execute("rollback");
    }
  }

  private long count() {
    return database.read(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery("select count(*) from messages")) {
            return row.getLong(1);
          }
        });
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private Housekeeping housekeeping(Credentials credentials) {
    return new Housekeeping(outbox, warnings(), credentials, RETENTION, () -> held, clock, clock);
  }

  private Warnings warnings() {
    EventMaker events = new EventMaker(URI.create("https://cvp"));
    Term term = database.lead().orElseThrow();
    return new Warnings(database, term, outbox, events, clock, clock, () -> {});
  }

  private void deadLetter() {
    Deliveries deliveries = new Deliveries(database, clock, "one");
    database.write(
        connection -> {
          var event = Events.first("t", "1", URI.create("s"), "A", Instant.EPOCH, node());
          outbox.addChained(connection, event, 1, List.of("f"));
          return null;
        });
    deliveries.abandon("f", "no");
  }

  private List<String> told() {
    return outbox.unrouted(100).stream()
        .map(StoredEvent::event)
        .map(e -> e.getType() + " " + Events.json(e).path("cause").asText())
        .toList();
  }

  private static Credentials tokenUntil(Instant end) {
    byte[] claims = ("{\"exp\":" + end.getEpochSecond() + "}").getBytes(StandardCharsets.US_ASCII);
    String middle = Base64.getUrlEncoder().withoutPadding().encodeToString(claims);
    return Credentials.token(Secret.of("a." + middle + ".c"));
  }
}
