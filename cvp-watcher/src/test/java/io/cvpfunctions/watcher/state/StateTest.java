package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Placement;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private String url;
  private Database database;
  private Outbox outbox;
  private Deliveries deliveries;

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + folder.resolve("a/b/state.db");
    database = Database.open(url);
    outbox = new Outbox(database, clock);
    deliveries = new Deliveries(database, clock, "one", LEASE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void open_twice_keepsWhatIsThere() {
    store("m1@A", "f");
    database.close();
    database = Database.open(url);
    outbox = new Outbox(database, clock);
    assertThat(outbox.backlog().waiting()).isEqualTo(1);
  }

  @Test
  void open_noFolderThere_saysWhatToLookAt() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file.resolve("state.db")))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("is its folder there and writable?");
  }

  @Test
  void take_twice_isRefused() {
    try (StateLock first = StateLock.take(url)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> StateLock.take(url)).hasMessageContaining("another watcher uses");
    }
    StateLock.take(url).close();
  }

  @Test
  void read_journal_isWrittenAheadAndSynced() {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("busy_timeout")).isEqualTo("5000");
  }

  @Test
  void write_oneOfAGroupFails_othersAreCommitted() {
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int n = i;
      writes.add(CompletableFuture.supplyAsync(() -> written(n)));
    }
    long done = writes.stream().filter(CompletableFuture::join).count();
    assertThat(done).isEqualTo(90);
    assertThat(outbox.backlog().unrouted()).isEqualTo(90);
  }

  private boolean written(int n) {
    try {
      database.write(
          connection -> {
            outbox.add(connection, event("m" + n + "@A"));
            if (n % 10 == 0) throw new SQLException("no");
            return null;
          });
      return true;
    } catch (StateException failed) {
      return false;
    }
  }

  @Test
  void claim_oneSubject_onlyTheOldest() {
    store("m1@A", "f");
    store("m2@A", "f");
    store("m3@B", "f");
    List<Delivery> first = deliveries.claim("f", 10);
    assertThat(ids(first)).containsExactly("m1", "m3");
    assertThat(deliveries.claim("f", 10)).isEmpty();
    finish(first.get(0));
    assertThat(ids(deliveries.claim("f", 10))).containsExactly("m2");
    assertThat(deliveries.claim("g", 10)).isEmpty();
  }

  @Test
  void claim_again_waitsForItsTimeAndHoldsTheSubject() {
    store("m1@A", "f");
    store("m2@A", "f");
    Delivery first = deliveries.claim("f", 10).get(0);
    Instant next = clock.instant().plusSeconds(5);
    write(c -> deliveries.again(c, first, next, 503, "later"));
    assertThat(deliveries.claim("f", 10)).isEmpty();
    assertThat(deliveries.claimBatch("f", 10, 1000)).isEmpty();
    clock.pass(Duration.ofSeconds(5));
    Delivery second = deliveries.claim("f", 10).get(0);
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.firstAttempt()).isEqualTo(first.firstAttempt());
  }

  @Test
  void claim_leaseOver_isAnothersToTake() {
    store("m1@A", "f");
    deliveries.claim("f", 1);
    Deliveries other = new Deliveries(database, clock, "two", LEASE);
    assertThat(other.claim("f", 1)).isEmpty();
    clock.pass(LEASE.plusSeconds(1));
    assertThat(other.claim("f", 1).get(0).attempts()).isEqualTo(2);
  }

  @Test
  void done_leaseLost_isNotOursToSay() {
    store("m1@A", "f");
    Delivery claimed = deliveries.claim("f", 1).get(0);
    clock.pass(LEASE.plusSeconds(1));
    Deliveries other = new Deliveries(database, clock, "two", LEASE);
    other.claim("f", 1);
    finish(claimed);
    assertThat(outbox.backlog().waiting()).isEqualTo(1);
  }

  @Test
  void releaseAll_afterAKill_givesBackAtOnce() {
    store("m1@A", "f");
    deliveries.claim("f", 1);
    new Deliveries(database, clock, "two", LEASE).releaseAll();
    assertThat(deliveries.claim("f", 1)).hasSize(1);
  }

  @Test
  void giveBack_onlyAttempt_isAsIfItHadNotBeen() {
    store("m1@A", "f");
    Delivery first = deliveries.claim("f", 1).get(0);
    clock.pass(Duration.ofHours(1));
    write(c -> deliveries.giveBack(c, first, 404, "away"));
    Delivery second = deliveries.claim("f", 1).get(0);
    assertThat(second.attempts()).isEqualTo(1);
    assertThat(second.firstAttempt()).isEqualTo(clock.instant());
  }

  @Test
  void claimBatch_asManyAsFit_neverALaterOneWithoutItsEarlier() {
    store("m1@A", "f");
    store("m2-" + "x".repeat(2000) + "@B", "f");
    store("m3@B", "f");
    store("m4@C", "f");
    List<String> ids = ids(deliveries.claimBatch("f", 10, 1500));
    assertThat(ids).containsExactly("m1", "m4");
    assertThat(deliveries.claimBatch("f", 10, 1500))
        .extracting(Delivery::subject)
        .containsExactly("B");
  }

  @Test
  void claimBatch_queuedSteps_areNotMixedWithOthers() {
    write(c -> outbox.addChained(c, event("m1@A"), 1, List.of("f?async")));
    store("m2@B", "f");
    List<Delivery> queued = deliveries.claimBatch("f", 10, 100_000);
    assertThat(queued).hasSize(1).allMatch(Delivery::async);
    assertThat(deliveries.claimBatch("f", 10, 100_000)).noneMatch(Delivery::async).hasSize(1);
  }

  @Test
  void forgetBefore_onlyWhatIsDoneAndOld() {
    store("m1@A", "f");
    store("m2@B", "f");
    store("m3@C");
    write(c -> outbox.add(c, event("m4@D")));
    deliveries.claim("f", 10).stream().filter(d -> d.subject().equals("A")).forEach(this::finish);
    clock.pass(Duration.ofDays(7));
    outbox.forgetBefore(clock.millis() - 1);
    assertThat(count("deliveries")).isEqualTo(1);
    assertThat(count("messages")).as("m2 waits, m4 is not routed").isEqualTo(2);
  }

  @Test
  void deadLetters_chosen_areReplayedOrDropped() {
    store("m1@A", "f");
    store("m2@B", "f");
    store("m3@C", "g");
    for (String function : List.of("f", "g")) {
      for (Delivery each : deliveries.claim(function, 10)) {
        write(c -> deliveries.dead(c, each, 422, "y".repeat(5000)));
      }
    }
    DeadLetters letters = new DeadLetters(database, clock);
    List<DeadLetter> all = letters.list(DeadLetters.Choice.all());
    assertThat(all).extracting(DeadLetter::id).containsExactly("m1", "m2", "m3");
    assertThat(all.get(0).reason()).hasSizeLessThan(1100);
    var first = new DeadLetters.Choice(List.of(all.get(0).number()), optional(""), optional(""));
    assertThat(letters.replay(first)).hasSize(1);
    assertThat(letters.replay(first)).isEmpty();
    assertThat(deliveries.claim("f", 10).get(0).attempts()).isEqualTo(1);
    var g = new DeadLetters.Choice(List.of(), optional("g"), optional("t"));
    assertThat(letters.drop(g)).hasSize(1);
    assertThat(letters.list(DeadLetters.Choice.all())).hasSize(1);
  }

  @Test
  void placements_putAgain_keepSinceUnlessTheContainerChanged() {
    PlacementTable table = new PlacementTable(database, "container");
    Instant first = clock.instant();
    Device device = Device.builder().serialNumber("A").build();
    Device renamed = Device.builder().serialNumber("A").hostname("a").build();
    Container leaf = Container.of("Leaf", "k1");
    write(c -> table.put(c, new Placement(device, leaf), first));
    write(c -> table.put(c, new Placement(renamed, leaf), first.plusSeconds(5)));
    assertThat(table.all())
        .containsExactly(new PlacementTable.Stored(new Placement(renamed, leaf), first));
    Placement moved = new Placement(renamed, Container.of("Spine", "k2"));
    write(c -> table.put(c, moved, first.plusSeconds(9)));
    assertThat(table.all()).containsExactly(new PlacementTable.Stored(moved, first.plusSeconds(9)));
    write(c -> table.remove(c, "A"));
    assertThat(table.all()).isEmpty();
    assertThat(new PlacementTable(database, "tag:Role").all()).isEmpty();
  }

  @Test
  void functions_areRememberedWithTheirAnnotations() {
    FunctionTable table = new FunctionTable(database);
    FunctionTable.Listed listed =
        new FunctionTable.Listed("f", Map.of("topic", "a", "x", "\"q\""), clock.instant());
    table.put(List.of(listed));
    assertThat(table.all()).containsExactly(listed);
    table.forget("f");
    assertThat(table.all()).isEmpty();
  }

  /** Statements that return nothing. */
  @FunctionalInterface
  private interface Statements {
    void run(Connection connection) throws SQLException;
  }

  private void write(Statements statements) {
    database.write(
        connection -> {
          statements.run(connection);
          return null;
        });
  }

  private void store(String name, String... functions) {
    write(c -> outbox.add(c, event(name)));
    StoredEvent stored = outbox.unrouted(1).get(0);
    write(c -> outbox.route(c, stored, List.of(functions)));
  }

  private void finish(Delivery delivery) {
    write(c -> deliveries.done(c, delivery, 200));
  }

  private static CloudEvent event(String name) {
    String[] parts = name.split("@", 2);
    URI source = URI.create("https://cvp");
    var data = JsonNodeFactory.instance.objectNode();
    return Events.first("t", parts[0], source, parts[1], Instant.EPOCH, data);
  }

  private static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(each -> each.event().getId()).toList();
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }

  private long count(String table) {
    return database.read(c -> Sql.number(c, "select count(*) from " + table));
  }

  private String pragma(String name) {
    return database
        .read(c -> Sql.first(c, "pragma " + name, row -> row.getString(1)))
        .orElseThrow();
  }
}
