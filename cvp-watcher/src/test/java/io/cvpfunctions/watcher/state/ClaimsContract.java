package io.cvpfunctions.watcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every state does of claims and of the leases that they are. */
abstract class ClaimsContract extends StateFixture {
  private static final Duration LEASE = Duration.ofMinutes(1);

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
  void again_restartedMeanwhile_attemptsAndTimeTriedGoOn() {
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    write(c -> deliveries.again(c, first, Duration.ofSeconds(2), SETTLE, 503, "later"));
    restart();
    clock.pass(SETTLE.minusSeconds(1));
    assertThat(claims.claim("f", 1, false)).as("the pause goes on").isEmpty();
    clock.pass(Duration.ofSeconds(1));
    Delivery second = claims.claim("f", 1, false).get(0);
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.triedFor()).isEqualTo(SETTLE.plusSeconds(2));
    assertThat(second.firstAttempt()).isEqualTo(first.firstAttempt());
  }

  @Test
  void unanswered_costsNoAttemptButIsRemembered() {
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    write(c -> deliveries.unanswered(c, first, "no answer"));
    clock.pass(Duration.ofHours(1));
    Delivery second = claims.claim("f", 1, false).get(0);
    assertThat(second.attempts()).isEqualTo(1);
    assertThat(second.firstAttempt()).isEqualTo(first.firstAttempt());
    write(c -> deliveries.giveBack(c, second, 404, "away"));
    assertThat(claims.claim("f", 1, false).get(0).firstAttempt()).isEqualTo(first.firstAttempt());
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
  void look_leaseGivenBackAndTakenWithinOneMillisecond_isWatchedAnew() {
    AtomicLong nanos = new AtomicLong();
    store("m1@A", "f");
    Delivery first = claims.claim("f", 1, false).get(0);
    Leases leases = new Leases(database, claims("two"), LEASE, nanos::get);
    leases.look();
    write(c -> deliveries.giveBack(c, first, 404, "away"));
    assertThat(claims.claim("f", 1, false)).hasSize(1);
    nanos.addAndGet(LEASE.toNanos());
    assertThat(leases.look()).isZero();
  }

  @Test
  void end_claimedAnewMeanwhile_isNotTheOldAttemptsToSay() {
    store("m1@A", "f");
    Delivery old = claims.claim("f", 1, false).get(0);
    write(c -> deliveries.giveBack(c, old, 404, "away"));
    Delivery anew = claims.claim("f", 1, false).get(0);
    write(c -> deliveries.giveBack(c, old, 404, "away"));
    write(c -> deliveries.again(c, old, Duration.ZERO, Duration.ZERO, 503, "later"));
    assertThat(done(old)).isFalse();
    claims.finished(List.of(old));
    Leases leases = new Leases(database, claims, LEASE, () -> 0);
    assertThat(leases.look()).as("the new attempt is on its way").isZero();
    finish(anew);
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
}
