package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that cannot be reached as they should be: nothing is lost, nobody else waits. */
class HeldLaneTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final FunctionResponse AWAY = FunctionResponse.text(404, "not here");

  @TempDir Path folder;

  private Pipe pipe;

  @AfterEach
  void close() {
    pipe.close();
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404"})
  void tell_turnedAway_holdsTheLaneAndCostsNoAttempt(int status) {
    pipe(How.usual().patience(1)).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(status));
    pipe.map().tell("m1@A").awaitLog("f held " + status);
    assertThat(pipe.lanes.held()).containsExactly("f");
    pipe.tell("m2@B").awaitEmpty();
    assertThat(pipe.listener.log)
        .startsWith("f held " + status, "f released")
        .contains("m1 to f done 200", "m2 to f done 200")
        .hasSize(4);
    assertThat(pipe.lanes.held()).isEmpty();
  }

  @Test
  void tell_noAnswerWhileHeld_neitherReleasesNorCostsAnAttempt() {
    pipe(How.usual().patience(1)).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(401)).order("f", Fault.reset());
    pipe.map().tell("m1@A").awaitEmpty();
    assertThat(pipe.listener.log).containsExactly("f held 401", "f released", "m1 to f done 200");
    assertThat(pipe.listener.notJudged).containsExactly("m1 to f 401", "m1 to f 0");
    assertThat(pipe.deadLetters()).isEmpty();
  }

  @Test
  void tell_gatewayAway_waitsForIt() {
    pipe(How.usual()).subscriber("f", request -> DONE).map();
    pipe.gateway.down();
    pipe.tell("m1@A", "m2@B", "m3@C").awaitLog("f held 0");
    pipe.gateway.up();
    pipe.awaitEmpty();
    assertThat(pipe.listener.log)
        .contains("m1 to f done 200", "m2 to f done 200", "m3 to f done 200");
  }

  @Test
  void tell_turnedAwayForOneDeviceOnly_othersAreToldAndItCostsAttempts() {
    pipe(How.usual());
    pipe.subscriber("f", r -> r.bodyText().contains("\"id\":\"bad\"") ? AWAY : DONE).map();
    pipe.tell("bad@A").awaitLog("f held 404");
    pipe.tell("m1@B").awaitLog("f released", "m1 to f done 200", "bad to f retrying 404");
    pipe.tell("m2@C", "m3@D").awaitLog("m2 to f done 200", "m3 to f done 200");
  }

  @Test
  void tell_turnedAwayInABatchOfOthers_holdsNobody() {
    pipe(How.usual().patience(1));
    FunctionSpec batching = FunctionSpec.named("f").annotation("topic", Pipe.MOVED);
    String results =
        "{\"results\":[{\"id\":\"m1\",\"status\":404},{\"id\":\"m2\",\"status\":200}]}";
    pipe.deploy(batching.annotation("cvp.batch", "9"), r -> FunctionResponse.json(404, results));
    pipe.map().tell("m1@A", "m2@B").awaitEmpty();
    assertThat(pipe.listener.log).containsExactlyInAnyOrder("m1 to f dead 404", "m2 to f done 200");
  }

  @Test
  void tell_tryHangsWhileHeld_theNextIsMadeAllTheSame() {
    pipe(How.usual().attempt(Duration.ofMinutes(1))).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(404)).order("f", Fault.slow(Duration.ofSeconds(50)));
    pipe.map().tell("m1@A").awaitLog("f held 404");
    await().atMost(Duration.ofSeconds(15)).until(() -> pipe.lanes.inFlight() == 1);
    pipe.tell("m2@B").awaitLog("f released", "m2 to f done 200");
    assertThat(pipe.lanes.inFlight()).as("hangs still").isEqualTo(1);
  }

  @Test
  void abandon_nothingWaitsAnyMoreWhileHeld_isReleased() {
    pipe(How.usual()).subscriber("f", request -> DONE).map();
    pipe.gateway.order("f", Fault.status(404).always());
    pipe.tell("m1@A").awaitLog("f held 404");
    await().until(() -> pipe.deliveries.abandon("f", "not deployed") == 1);
    pipe.awaitLog("f released");
    assertThat(pipe.lanes.held()).isEmpty();
  }

  private Pipe pipe(How how) {
    pipe = new Pipe(folder, how);
    return pipe;
  }
}
