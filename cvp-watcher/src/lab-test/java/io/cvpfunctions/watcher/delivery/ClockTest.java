package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.ShiftedClock;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that jump: nothing is lost, told early or given up on, nothing stands still. */
class ClockTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final Duration HOURS = Duration.ofHours(5);

  @TempDir Path folder;

  private final ShiftedClock clock = new ShiftedClock();
  private Pipe pipe;

  @AfterEach
  void close() {
    pipe.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, -5})
  void clock_setWhileAnEventIsOnHold_itIsNotToldBeforeItsTime(int hours) {
    pipe(How.usual());
    FunctionSpec holding = FunctionSpec.named("f").annotation("cvp.topics", "cvp.event.*");
    pipe.deploy(holding.annotation("cvp.hold", "1h"), request -> DONE).map();
    pipe.tell(Alarms.of("m1", "raised", "A", "ERROR", 0)).tell("m2@B").awaitLog("m2 unclaimed");
    clock.set(Duration.ofHours(hours));
    pipe.deploy(FunctionSpec.named("g").annotation("topic", Pipe.MOVED), request -> DONE).map();
    pipe.tell("m3@A").awaitLog("m3 to g done 200");
    pipe.tell(Alarms.of("m4", "resolved", "A", "ERROR", 30)).awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactly("m2 unclaimed", "m3 to g done 200", "m4 to f withheld 2");
  }

  @Test
  void clock_setAhead_isNoReasonToGiveUp() {
    pipe(How.usual().patience(2, Duration.ofHours(1)));
    pipe.subscriber("f", request -> DONE).map();
    pipe.gateway.order("f", Fault.status(503).header("Retry-After", "1").times(4));
    clock.set(HOURS.negated());
    pipe.tell("m1@A").awaitLog("m1 to f retrying 503");
    clock.set(HOURS);
    pipe.awaitLog("m1 to f done 200");
    assertThat(pipe.gateway.invocations("f")).hasSize(5);
    assertThat(pipe.deadLetters()).isEmpty();
  }

  @Test
  void clock_setAheadBetweenAttempts_isNoTimeTried() {
    pipe(request -> DONE);
    pipe.gateway.order("f", Fault.status(503).header("Retry-After", "1"));
    pipe.tell("m1@A").awaitLog("m1 to f retrying 503");
    clock.set(HOURS);
    pipe.awaitLog("m1 to f done 200");
    List<Invocation> calls = pipe.gateway.invocations("f");
    Instant since = Instant.parse(calls.get(calls.size() - 1).header("X-First-Attempt"));
    assertThat(since).isAfter(clock.instant().minus(Duration.ofHours(1)));
  }

  @Test
  void grace_gatewayAwayForLonger_countsOnlyBetweenLists() {
    pipe(request -> DONE);
    awayFor(HOURS);
    pipe.gateway.hide("f");
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
    awayFor(HOURS);
    pipe.map().tell("m2@A").awaitLog("m2 to f done 200");
    clock.set(HOURS);
    pipe.map().tell("m3@A").awaitLog("m3 unclaimed");
  }

  private void awayFor(Duration time) {
    pipe.gateway.down();
    pipe.map();
    clock.set(time);
    pipe.gateway.up();
  }

  @Test
  void clock_setBack_givesUpAllTheSameAndSaysSinceWhenItTries() {
    pipe(How.usual().patience(2, Duration.ofSeconds(2)));
    pipe.subscriber("f", request -> DONE).map();
    pipe.gateway.order("f", Fault.status(503).header("Retry-After", "1").always());
    pipe.tell("m1@A").awaitLog("m1 to f retrying 503");
    clock.set(HOURS.negated());
    pipe.awaitLog("m1 to f dead 503");
    List<Invocation> calls = pipe.gateway.invocations("f");
    Instant since = Instant.parse(calls.get(calls.size() - 1).header("X-First-Attempt"));
    assertThat(since).isBefore(clock.instant().minusSeconds(1));
  }

  @Test
  void clock_setAheadDuringAnAttempt_isNotTriedTwice() {
    Gate gate = new Gate();
    pipe(gate.before(DONE));
    pipe.tell("m1@A");
    await().until(() -> pipe.gateway.inFlight("f") == 1);
    clock.set(HOURS);
    pipe.tell("m2@B");
    await().until(() -> pipe.gateway.inFlight("f") == 2);
    gate.open();
    pipe.awaitEmpty();
    assertThat(pipe.gateway.invocations("f")).hasSize(2);
  }

  @Test
  void clock_setBackWhileALaneIsHeld_isReleasedAllTheSame() {
    pipe(request -> DONE);
    pipe.gateway.order("f", Fault.status(404));
    pipe.tell("m1@A").awaitLog("f held 404");
    clock.set(HOURS.negated());
    pipe.awaitLog("f released", "m1 to f done 200");
  }

  @Test
  void clock_setBackWhileABatchFills_doesNotStall() {
    pipe(How.usual());
    FunctionSpec batching = FunctionSpec.named("f").annotation("topic", Pipe.MOVED);
    batching = batching.annotation("cvp.batch", "9").annotation("cvp.batch.window", "1s");
    pipe.deploy(batching, request -> DONE).map().tell("m1@A");
    clock.set(HOURS.negated());
    pipe.tell("m2@B").awaitLog("m1 to f done 200", "m2 to f done 200");
  }

  private void pipe(FunctionStub stub) {
    pipe(How.usual());
    pipe.subscriber("f", stub).map();
  }

  private void pipe(How how) {
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    pipe = new Pipe(state, how.attempt(Duration.ofMinutes(1)), clock);
  }
}
