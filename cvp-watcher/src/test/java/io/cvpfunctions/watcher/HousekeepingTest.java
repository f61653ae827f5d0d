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
  void tidy_deadLetters_areWarnedOfOnceAnHourUntilThereAreNone() {
    Housekeeping housekeeping = housekeeping(USER);
    housekeeping.tidy();
    assertThat(told()).isEmpty();
    deadLetter();
    housekeeping.tidy();
    housekeeping.tidy();
    assertThat(told()).containsExactly("cvp.watcher.blind dead-letters");
    new DeadLetters(database, clock).drop(DeadLetters.Choice.all());
    housekeeping.tidy();
    assertThat(told()).hasSize(2).last().isEqualTo("cvp.watcher.sees dead-letters");
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
  void tidy_deliveredLongAgo_isForgotten() {
    String id = "1";
    database.write(
        connection -> {
          outbox.add(
              connection, Events.first("t", id, URI.create("s"), "A", Instant.EPOCH, node()));
          return null;
        });
    StoredEvent stored = outbox.unrouted(1).get(0);
    database.write(
        connection -> {
          outbox.route(connection, stored, List.of());
          return null;
        });
    clock.pass(RETENTION);
    housekeeping(USER).tidy();
    assertThat(count()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));
    housekeeping(USER).tidy();
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
    EventMaker events = new EventMaker(URI.create("https://cvp"));
    Warnings warnings =
        new Warnings(database, database.lead().orElseThrow(), outbox, events, clock, () -> {});
    return new Housekeeping(outbox, warnings, credentials, RETENTION, () -> held, clock, clock);
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
