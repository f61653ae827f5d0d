package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.ShiftedClock;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that jump: nothing is lost, told early or given up on, nothing stands still. */
class ClockTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final Duration HOURS = Duration.ofHours(5);
  private static final Instant RAISED = Instant.parse("2026-03-01T10:00:00Z");

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
    pipe.tell(alarm("m1", "raised", 0)).tell("m2@B").awaitLog("m2 unclaimed");
    clock.set(Duration.ofHours(hours));
    pipe.deploy(FunctionSpec.named("g").annotation("topic", Pipe.MOVED), request -> DONE).map();
    pipe.tell("m3@A").awaitLog("m3 to g done 200");
    pipe.tell(alarm("m4", "resolved", 30)).awaitEmpty();
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
    CountDownLatch end = new CountDownLatch(1);
    pipe(request -> waiting(end));
    pipe.tell("m1@A");
    await().until(() -> pipe.gateway.inFlight("f") == 1);
    clock.set(HOURS);
    pipe.tell("m2@B");
    await().until(() -> pipe.gateway.inFlight("f") == 2);
    end.countDown();
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
  void held_nothingWaitsAnyMore_isReleased() {
    pipe(request -> DONE);
    for (int i = 0; i < 20; i++) pipe.gateway.order("f", Fault.status(404));
    pipe.tell("m1@A").awaitLog("f held 404");
    await().until(() -> pipe.deliveries.abandon("f", "not deployed") == 1);
    pipe.awaitLog("f released");
    assertThat(pipe.lanes.held()).isEmpty();
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

  private static CloudEvent alarm(String id, String state, int seconds) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("key", "A").put("timestamp", "2026-03-01T10:00:00Z").put("severity", "ERROR");
    URI source = URI.create("https://cvp.example.net");
    Instant time = RAISED.plusSeconds(seconds);
    return Events.first("cvp.event." + state, id, source, "A", time, data);
  }

  private static FunctionResponse waiting(CountDownLatch end) {
    try {
      end.await(50, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return DONE;
  }
}
