package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostgresStateTest extends StateContract {
  private StateAddress address;

  @Override
  StateAddress address() throws Exception {
    address = PostgresServer.newState();
    return address;
  }

  @Test
  void open_manyAtOnce_makeTheTablesOnce() throws Exception {
    StateAddress fresh = PostgresServer.newState();
    List<CompletableFuture<Database>> opened = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      opened.add(CompletableFuture.supplyAsync(() -> Database.open(fresh)));
    }
    for (CompletableFuture<Database> each : opened) each.join().close();
  }

  @Test
  void open_nobodyListens_saysWhatToLookAt() {
    StateAddress wrong =
        new StateAddress(
            "jdbc:postgresql://127.0.0.1:1/x?currentSchema=y",
            Optional.of("u"),
            Optional.of(Secret.of("s3cret")));
    assertThatThrownBy(() -> Database.open(wrong))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("is the server there")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void lead_anotherLeads_waitsForItsEnd() throws Exception {
    try (Database other = Database.open(address);
        Database elsewhere = Database.open(PostgresServer.newState())) {
      Term term = database.lead().orElseThrow();
      assertThat(other.lead()).isEmpty();
      assertThat(elsewhere.lead()).as("another schema, another fleet").isPresent();
      term.end();
      assertThat(other.lead()).isPresent();
    }
  }

  @Test
  void write_sessionLost_storesNothingAndEndsTheTerm() throws Exception {
    Term term = database.lead().orElseThrow();
    PostgresServer.endLeaders();
    assertThatThrownBy(() -> term.write(c -> Sql.update(c, "delete from releases")))
        .isInstanceOf(StateException.class);
    assertThat(term.lasts()).isFalse();
    assertThatThrownBy(() -> term.write(c -> 1)).hasMessageContaining("another watcher leads");
    assertThat(database.lead()).isPresent();
  }

  @Test
  void confirm_sessionLost_noticesIt() throws Exception {
    Term term = database.lead().orElseThrow();
    PostgresServer.endLeaders();
    assertThat(term.confirm()).isFalse();
  }

  @Test
  void write_ownFault_isRolledBackAndTheTermLasts() {
    Term term = database.lead().orElseThrow();
    assertThatThrownBy(
            () ->
                term.write(
                    c -> {
                      Sql.update(c, "insert into releases (asked_at) values (1)");
                      return Sql.update(c, "insert into nothing values (1)");
                    }))
        .isInstanceOf(StateException.class);
    assertThat(term.confirm()).isTrue();
    assertThat(count("releases")).isZero();
  }

  @Test
  void claim_threeReplicasAtOnce_everyDeliveryOnceAndInOrder() throws Exception {
    for (int i = 0; i < 120; i++) store("m" + i + "@" + (char) ('A' + i % 7), "single", "batch");
    Map<String, List<Long>> seen = Collections.synchronizedMap(new HashMap<>());
    List<CompletableFuture<Void>> replicas = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String owner = "replica-" + i;
      replicas.add(CompletableFuture.runAsync(() -> deliverAll(owner, seen)));
    }
    replicas.forEach(CompletableFuture::join);
    assertThat(seen).hasSize(14);
    assertThat(seen.values())
        .allSatisfy(order -> assertThat(order).isSorted().doesNotHaveDuplicates());
    assertThat(seen.values().stream().mapToInt(List::size).sum()).isEqualTo(240);
  }

  @Test
  void lock_eventStoredButNotCommitted_isWaitedFor() throws Exception {
    String waiting = "select count(*) from pg_locks where not granted";
    try (Connection other = address.connect()) {
      other.setAutoCommit(false);
      outbox.add(other, event("m1@A"));
      CompletableFuture<Void> locked = CompletableFuture.runAsync(() -> write(outbox::lock));
      await().until(() -> database.read(c -> Sql.number(c, waiting)) > 0);
      assertThat(locked).isNotDone();
      other.commit();
      locked.join();
    }
  }

  private void deliverAll(String owner, Map<String, List<Long>> seen) {
    String waiting = "select count(*) from deliveries where state = 'waiting'";
    Random random = new Random(owner.hashCode());
    try (Database own = Database.open(address)) {
      Claims claims = new Claims(own, clock, owner, Duration.ofMinutes(1));
      Deliveries deliveries = new Deliveries(own, clock, owner);
      while (own.read(c -> Sql.number(c, waiting)) > 0) {
        List<Delivery> claimed = new ArrayList<>(claims.claim("single", 3, false));
        claimed.addAll(claims.claimBatch("batch", 10, 100_000, false));
        Set<String> failed = new HashSet<>();
        for (Delivery each : claimed) {
          String lane = each.function() + " " + each.subject();
          if (random.nextInt(5) == 0) failed.add(lane);
          if (!failed.contains(lane)) seen.computeIfAbsent(lane, any -> orders()).add(each.seq());
          boolean again = failed.contains(lane);
          own.write(c -> again ? again(deliveries, c, each) : deliveries.done(c, each, 200));
        }
      }
    }
  }

  private static List<Long> orders() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  private boolean again(Deliveries deliveries, Connection connection, Delivery each)
      throws SQLException {
    deliveries.again(connection, each, Duration.ZERO, Duration.ZERO, 503, "later");
    return false;
  }
}
