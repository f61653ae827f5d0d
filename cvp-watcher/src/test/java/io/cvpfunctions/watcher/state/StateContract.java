package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Placement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every state does of what is written to it. */
abstract class StateContract extends StateFixture {
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
  void mentioning_isThatTextWhateverItsCase() {
    store("m1@Leaf_1");
    store("m2@leafX1");
    assertThat(new StoryTable(database).mentioning("LEAF_1"))
        .extracting(each -> each.event().getId())
        .containsExactly("m1");
  }

  @Test
  void forgetBefore_onlyWhatIsDoneAndOld() {
    store("m1@A", "f");
    store("m2@B", "f");
    store("m3@C");
    write(c -> outbox.add(c, event("m4@D")));
    claims.claim("f", 10, false).stream()
        .filter(d -> d.subject().equals("A"))
        .forEach(this::finish);
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
      for (Delivery each : claims.claim(function, 10, false)) {
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
    assertThat(claims.claim("f", 10, false).get(0).attempts()).isEqualTo(1);
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
  void placements_thereInNoPlace_areUnplacedUntilTheyAreSomewhere() {
    PlacementTable table = new PlacementTable(database, "container");
    write(c -> table.unplaced(c, "A", clock.instant()));
    assertThat(table.unplaced()).containsExactly("A");
    assertThat(table.all()).isEmpty();
    assertThat(database.<List<PlacementTable.Stored>>read(c -> PlacementTable.of(c, "A")))
        .isEmpty();
    Device device = Device.builder().serialNumber("A").build();
    Placement placed = new Placement(device, Container.of("Leaf", "k1"));
    write(c -> table.put(c, placed, clock.instant()));
    assertThat(table.unplaced()).isEmpty();
    assertThat(table.all()).hasSize(1);
  }

  @Test
  void threads_theLatestOfAChainCounts() {
    Threads threads = new Threads(database, clock);
    write(c -> threads.put(c, "E1", "C1:1.1"));
    write(c -> threads.put(c, "E1", "C1:2.2"));
    assertThat(threads.of("E1")).contains("C1:2.2");
    assertThat(threads.of("E2")).isEmpty();
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

  @Test
  void write_whatNoStateTakes_isRefusedAndNoFaultOfTheState() {
    assertThatThrownBy(() -> write(c -> Sql.update(c, "insert into quiets (kind) values (null)")))
        .isInstanceOfSatisfying(StateException.class, f -> assertThat(f.refused()).isTrue());
    assertThat(database.health().isGood()).isTrue();
  }

  @Test
  void write_errorEndsTheWriter_isSeen() {
    Thread writing = new Thread(() -> write(StateContract::breakOff));
    writing.setDaemon(true);
    writing.start();
    await().dontCatchUncaughtExceptions().until(() -> !database.alive());
  }

  private static void breakOff(Connection connection) {
    throw new LinkageError("as after a bad update of its classes");
  }

  @Test
  void write_termOver_storesNothing() {
    Term term = database.lead().orElseThrow();
    term.write(c -> Sql.update(c, "insert into releases (asked_at) values (1)"));
    assertThat(term.confirm()).isTrue();
    assertThat(count("releases")).isEqualTo(1);
    term.end();
    assertThat(term.lasts()).isFalse();
    assertThat(database.lead()).isPresent();
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
