package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import io.cvpfunctions.watcher.state.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cvp.hold} keeps from a function: alarms that were soon over. */
class HeldEventsTest {
  @TempDir Path folder;

  private Pipe pipe;

  @BeforeEach
  void start() {
    pipe = new Pipe(folder, How.usual());
  }

  @AfterEach
  void close() {
    pipe.close();
  }

  @Test
  void resolvedWithinIt_noneOfItsStatesIsTold() {
    hold("60s");
    pipe.tell(
        Alarms.of("m1", "raised", "A", "ERROR", 0), Alarms.of("m2", "updated", "A", "ERROR", 5));
    pipe.tell(Alarms.of("m3", "resolved", "A", "ERROR", 59));
    pipe.awaitEmpty();
    assertThat(pipe.listener.log).containsExactly("m3 to f withheld 3");
    assertThat(pipe.gateway.invocations("f")).isEmpty();
    pipe.tell(Alarms.of("m4", "raised", "A", "ERROR", 70));
    pipe.tell(Alarms.of("m5", "resolved", "A", "ERROR", 80)).awaitEmpty();
    assertThat(pipe.listener.log).last().isEqualTo("m5 to f withheld 2");
  }

  @Test
  void raisedAgainAndTold_whatWasWithheldBeforeStaysSo() {
    hold("1s");
    pipe.tell(
        Alarms.of("m1", "raised", "A", "ERROR", 0), Alarms.of("m2", "resolved", "A", "ERROR", 0));
    pipe.tell(Alarms.of("m3", "raised", "A", "ERROR", 70)).awaitLog("m3 to f done 200");
    pipe.tell(Alarms.of("m4", "resolved", "A", "ERROR", 70)).awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactly("m2 to f withheld 2", "m3 to f done 200", "m4 to f done 200");
    assertThat(pipe.gateway.invocations("f")).hasSize(2);
  }

  @Test
  void resolvedWhileTheFirstIsTried_allOfItsStatesAreTold() {
    hold("1s");
    pipe.gateway.order("f", Fault.status(503).header("Retry-After", "2"));
    pipe.tell(Alarms.of("m1", "raised", "A", "ERROR", 0)).awaitLog("m1 to f retrying 503");
    pipe.tell(
        Alarms.of("m2", "updated", "A", "ERROR", 0), Alarms.of("m3", "resolved", "A", "ERROR", 0));
    pipe.awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactly(
            "m1 to f retrying 503", "m1 to f done 200", "m2 to f done 200", "m3 to f done 200");
  }

  @Test
  void resolvedAfterATryWithoutAnAnswerWhileTheLaneWaits_allOfItsStatesAreTold() {
    hold("1s");
    pipe.gateway.order("f", Fault.status(404)).order("f", Fault.reset());
    for (int i = 0; i < 2; i++) pipe.gateway.order("f", Fault.status(404));
    pipe.tell(Alarms.of("m1", "raised", "A", "ERROR", 0));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> pipe.listener.notJudged.contains("m1 to f 0") && pipe.lanes.inFlight() == 0);
    pipe.tell(Alarms.of("m2", "resolved", "A", "ERROR", 0));
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(pipe.listener.log).contains("m2 to f done 200"));
    assertThat(pipe.listener.log)
        .containsExactly("f held 404", "f released", "m1 to f done 200", "m2 to f done 200");
  }

  @Test
  void over_itIsToldAndSoIsWhatFollows() {
    hold("1s");
    pipe.tell(
        Alarms.of("m1", "raised", "A", "ERROR", 0), Alarms.of("m2", "updated", "A", "ERROR", 1));
    pipe.awaitLog("m1 to f done 200", "m2 to f done 200");
    pipe.tell(Alarms.of("m3", "resolved", "A", "ERROR", 2)).awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactly("m1 to f done 200", "m2 to f done 200", "m3 to f done 200");
  }

  @Test
  void firstDeliveryForgottenMeanwhile_resolvedIsToldAllTheSame() {
    hold("1s");
    pipe.tell(Alarms.of("m1", "raised", "A", "ERROR", 0)).awaitLog("m1 to f done 200");
    pipe.awaitEmpty();
    Outbox outbox = new Outbox(pipe.database, Clock.systemUTC());
    assertThat(outbox.forgetBefore(System.currentTimeMillis() + 1000)).isEqualTo(1);
    CloudEvent updated = Alarms.of("m2", "updated", "A", "CRITICAL", 800_000);
    pipe.tell(updated, Alarms.of("m3", "resolved", "A", "CRITICAL", 800_000)).awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactly("m1 to f done 200", "m2 to f done 200", "m3 to f done 200");
  }

  @Test
  void lastedLongButWasSeenLate_isToldFromItsBeginning() {
    hold("1s");
    pipe.tell(
        Alarms.of("m1", "raised", "A", "ERROR", 0),
        Alarms.of("m2", "resolved", "A", "ERROR", 1800));
    pipe.awaitEmpty();
    assertThat(pipe.listener.log).containsExactly("m1 to f done 200", "m2 to f done 200");
  }

  @Test
  void otherEvents_areNotHeld() {
    hold("60s");
    pipe.tell("m1@A").awaitLog("m1 to f done 200");
  }

  @Test
  void onlyItsEndWasSeen_isToldWhereItLastedAsLongAsTheHold() {
    hold("60s");
    pipe.tell(Alarms.of("m1", "resolved", "A", "ERROR", 59));
    pipe.tell(Alarms.of("m2", "resolved", "B", "ERROR", 60)).awaitEmpty();
    assertThat(pipe.listener.log).containsExactly("m1 to f withheld 1", "m2 to f done 200");
  }

  private void hold(String time) {
    FunctionSpec spec = FunctionSpec.named("f").annotation("cvp.topics", "cvp.**");
    pipe.deploy(spec.annotation("cvp.hold", time), request -> FunctionResponse.json(200, "{}"));
    pipe.map();
  }
}
