package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Placement;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class StateContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofMinutes(30);

  final SettableClock clock = new SettableClock();
  Database database;
  private Outbox outbox;
  private Claims claims;
  private Deliveries deliveries;

  /** A state that nobody has used. */
  abstract StateAddress address() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(address(), new StateClock(clock));
    outbox = new Outbox(database, clock);
    claims = new Claims(database, clock, "one", SETTLE);
    deliveries = new Deliveries(database, clock, "one");
  }

  @AfterEach
  void close() {
    database.close();
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
    List<Delivery> first = claims.claim("f", 10, false);
    assertThat(ids(first)).containsExactly("m1", "m3");
    assertThat(claims.claim("f", 10, false)).isEmpty();
    finish(first.get(0));
    assertThat(ids(claims.claim("f", 10, false))).containsExactly("m2");
    assertThat(claims.claim("g", 10, false)).isEmpty();
  }

  @Test
  void claim_headFarBehindTheOldest_isFound() {
    List<String> many = Collections.nCopies(1100, "f");
    write(c -> outbox.addChained(c, event("m1@A"), 1, many));
    store("m2@B", "f");
    assertThat(ids(claims.claim("f", 10, false))).containsExactly("m1", "m2");
    assertThat(claims.claim("f", 10, false)).isEmpty();
  }

  @Test
  void claim_again_waitsForItsTimeAndHoldsTheSubject() {
    store("m1@A", "f");
    store("m2@A", "f");
    Delivery first = claims.claim("f", 10, false).get(0);
    Duration pause = Duration.ofSeconds(5);
    write(c -> deliveries.again(c, first, Duration.ofSeconds(2), pause, 503, "later"));
    assertThat(claims.claim("f", 10, false)).isEmpty();
    assertThat(claims.claimBatch("f", 10, 1000, false)).isEmpty();
    clock.pass(Duration.ofSeconds(5));
    Delivery second = claims.claim("f", 10, false).get(0);
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.triedFor()).isEqualTo(Duration.ofSeconds(7));
    assertThat(second.firstAttempt()).isEqualTo(first.firstAttempt());
  }

  @Test
  void giveBack_onlyAttempt_isAsIfItHadNotBeen() {
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    clock.pass(Duration.ofHours(1));
    write(c -> deliveries.giveBack(c, first, 404, "away"));
    Delivery second = claims.claim("f", 1, false).get(0);
    assertThat(second.attempts()).isEqualTo(1);
    assertThat(second.firstAttempt()).isEqualTo(clock.instant());
  }

  @Test
  void claimBatch_asManyAsFit_neverALaterOneWithoutItsEarlier() {
    store("m1@A", "f");
    store("m2-" + "x".repeat(2000) + "@B", "f");
    store("m3@B", "f");
    store("m4@C", "f");
    List<Delivery> first = claims.claimBatch("f", 10, 1500, false);
    assertThat(ids(first)).containsExactly("m1", "m4");
    first.forEach(this::finish);
    assertThat(claims.claimBatch("f", 10, 1500, false))
        .extracting(Delivery::subject)
        .containsExactly("B");
  }

  @Test
  void claimBatch_fewCharactersOfManyBytes_areMeasuredAsTheyAreSent() {
    store("m1-" + "\u6f22".repeat(600) + "@A", "f");
    store("m2@B", "f");
    assertThat(claims.claimBatch("f", 10, 1500, false)).hasSize(1);
  }

  @Test
  void claimBatch_queuedSteps_areNotMixedWithOthers() {
    write(c -> outbox.addChained(c, event("m1@A"), 1, List.of("f?async")));
    store("m2@B", "f");
    List<Delivery> queued = claims.claimBatch("f", 10, 100_000, false);
    assertThat(queued).hasSize(1).allMatch(Delivery::async);
    queued.forEach(this::finish);
    assertThat(claims.claimBatch("f", 10, 100_000, false)).noneMatch(Delivery::async).hasSize(1);
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
    assertThat(database.<List<Container>>read(c -> PlacementTable.containers(c, "A"))).isEmpty();
    Device device = Device.builder().serialNumber("A").build();
    Placement placed = new Placement(device, Container.of("Leaf", "k1"));
    write(c -> table.put(c, placed, clock.instant()));
    assertThat(table.unplaced()).isEmpty();
    assertThat(table.all()).hasSize(1);
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
  void look_leaseUnchangedForLongEnough_isAnothersToTake() {
    AtomicLong nanos = new AtomicLong();
    store("m1@A", "f");
    Delivery claimed = claims.claim("f", 1, false).get(0);
    Claims other = claims("two");
    Leases leases = new Leases(database, other, LEASE, nanos::get);
    clock.pass(Duration.ofDays(3));
    assertThat(leases.look()).as("a clock that jumps ends no lease").isZero();
    nanos.addAndGet(LEASE.toNanos() - 1);
    assertThat(leases.look()).isZero();
    assertThat(other.claim("f", 1, false)).isEmpty();
    nanos.addAndGet(1);
    assertThat(leases.look()).isEqualTo(1);
    assertThat(other.claim("f", 1, false).get(0).attempts()).isEqualTo(2);
    assertThat(done(claimed)).as("not ours to say any more").isFalse();
    assertThat(outbox.backlog().waiting()).isEqualTo(1);
  }

  @Test
  void look_leaseTakenAnew_isWatchedAnew() {
    AtomicLong nanos = new AtomicLong();
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    Leases leases = new Leases(database, claims("two"), LEASE, nanos::get);
    leases.look();
    write(c -> deliveries.again(c, first, Duration.ZERO, Duration.ZERO, 503, "later"));
    claims.claim("f", 1, false);
    nanos.addAndGet(LEASE.toNanos());
    assertThat(leases.look()).isZero();
  }

  @Test
  void look_ownLeaseWithoutItsAttempt_isEndedAtOnce() {
    Leases leases = new Leases(database, claims, LEASE, () -> 0);
    store("m1@A", "f");
    List<Delivery> claimed = claims.claimBatch("f", 10, 1000, false);
    assertThat(leases.look()).as("on its way").isZero();
    claims.finished(claimed);
    assertThat(leases.look()).isEqualTo(1);
    assertThat(ids(claims.claimBatch("f", 10, 1000, false))).containsExactly("m1");
    assertThat(leases.look()).isZero();
  }

  @Test
  void look_answerToTheClaimsCommitLost_endsTheLease() {
    Claims forgetful = claims("one");
    store("m1@A", "f");
    forgetful.claimBatch("f", 10, 1000, false);
    assertThat(claims.claimBatch("f", 10, 1000, false)).isEmpty();
    assertThat(new Leases(database, claims, LEASE, () -> 0).look()).isEqualTo(1);
    assertThat(claims.claimBatch("f", 10, 1000, false)).hasSize(1);
  }

  @Test
  void endOwn_leavesThoseOfOthers() {
    store("m1@A", "f");
    store("m2@B", "f");
    claims.claim("f", 1, false);
    claims("two").claim("f", 1, false);
    new Leases(database, claims, LEASE, () -> 0).endOwn();
    assertThat(ids(claims.claim("f", 10, false))).containsExactly("m1");
    new Leases(database, claims("three"), LEASE, () -> 0).endAll();
    assertThat(claims.claim("f", 10, false)).hasSize(2);
  }

  @Test
  void claim_clockSetBack_doesNotWaitForTheOldTime() {
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    write(c -> deliveries.again(c, first, Duration.ZERO, SETTLE, 503, "later"));
    assertThat(claims.claim("f", 1, false)).isEmpty();
    clock.pass(Duration.ofHours(-5));
    assertThat(claims.claim("f", 1, false)).hasSize(1);
  }

  @Test
  void claim_settled_waitsForTwoGoodLooks() {
    PendingTable pending = new PendingTable(database);
    store("m1@A", "f");
    store("m2@B", "f");
    write(c -> pending.begin(c, "A", List.of("task"), Optional.empty(), clock.instant()));
    assertThat(ids(claims.claimBatch("f", 10, 1000, true))).containsExactly("m2");
    write(c -> pending.look(c, "A", List.of(), Optional.empty(), clock.instant()));
    assertThat(claims.claim("f", 10, true)).isEmpty();
    write(c -> pending.look(c, "A", List.of(), Optional.empty(), clock.instant()));
    assertThat(ids(claims.claim("f", 10, true))).containsExactly("m1");
  }

  @Test
  void claim_neverSettled_isToldAfterTheTimeout() {
    PendingTable pending = new PendingTable(database);
    store("m1@A", "f");
    write(c -> pending.begin(c, "A", List.of("task"), Optional.empty(), clock.instant()));
    clock.pass(SETTLE.minusSeconds(1));
    assertThat(claims.claim("f", 10, true)).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    assertThat(claims.claim("f", 10, true)).hasSize(1);
  }

  @Test
  void claim_notToBeSettled_waitsForNothing() {
    PendingTable pending = new PendingTable(database);
    store("m1@A", "f");
    write(c -> pending.begin(c, "A", List.of("task"), Optional.empty(), clock.instant()));
    assertThat(claims.claim("f", 10, false)).hasSize(1);
  }

  @Test
  void claimBatch_oneOnItsWay_waitsForIt() {
    store("m1@A", "f");
    Delivery first = claims.claimBatch("f", 10, 1000, false).get(0);
    store("m2@B", "f");
    assertThat(claims("two").claimBatch("f", 10, 1000, false)).isEmpty();
    finish(first);
    assertThat(claims.claimBatch("f", 10, 1000, false)).hasSize(1);
  }

  @Test
  void claim_textsThatNoDatabaseTakes_areStoredAllTheSame() {
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    write(c -> deliveries.dead(c, first, 422, "nul \0, half \uD83D"));
    DeadLetter letter = new DeadLetters(database, clock).list(DeadLetters.Choice.all()).get(0);
    assertThat(letter.reason()).isEqualTo("nul \uFFFD, half ?");
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

  /** Statements that return nothing. */
  @FunctionalInterface
  interface Statements {
    void run(Connection connection) throws SQLException;
  }

  void write(Statements statements) {
    database.write(
        connection -> {
          statements.run(connection);
          return null;
        });
  }

  private Claims claims(String owner) {
    return new Claims(database, clock, owner, SETTLE);
  }

  void store(String name, String... functions) {
    write(c -> outbox.add(c, event(name)));
    StoredEvent stored = outbox.unrouted(1).get(0);
    write(c -> outbox.route(c, stored, List.of(functions)));
  }

  private void finish(Delivery delivery) {
    assertThat(done(delivery)).isTrue();
  }

  private boolean done(Delivery delivery) {
    return database.write(c -> deliveries.done(c, delivery, 200));
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

  long count(String table) {
    return database.read(c -> Sql.number(c, "select count(*) from " + table));
  }
}
