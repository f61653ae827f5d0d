package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import io.cvpfunctions.watcher.state.DeadLetter;
import io.cvpfunctions.watcher.state.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final Fault SOON = Fault.status(429).header("Retry-After", "0");

  @TempDir Path folder;

  private Pipe pipe;

  @AfterEach
  void close() {
    pipe.close();
  }

  @Test
  void tell_subscriber_getsTheEventAndAllHeaders() {
    pipe(How.usual()).subscriber("f", request -> DONE).map().tell("m1@A").awaitEmpty();
    Invocation call = pipe.gateway.reached("f").get(0);
    assertThat(call.header("Content-Type")).startsWith("application/cloudevents+json");
    assertThat(call.header("X-Call-Id")).hasSize(36);
    assertThat(call.header("X-Timeout")).isEqualTo("5s");
    assertThat(Instant.parse(call.header("X-First-Attempt"))).isBefore(Instant.now());
    assertThat(call.header("X-Connector")).isEqualTo("cvp-watcher");
    assertThat(call.header("X-Topic")).isEqualTo("cvp.device.moved");
    assertThat(call.header("X-Chain")).isEqualTo("caller");
    assertThat(call.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(call.body()).contains("\"id\":\"m1\"", "\"subject\":\"A\"");
    assertThat(call.header("X-Signature-256")).isNull();
  }

  @Test
  void tell_nobodySubscribes_isUnclaimed() {
    pipe(How.usual()).map().tell("m1@A").awaitEmpty();
    assertThat(pipe.listener.log).containsExactly("m1 unclaimed");
  }

  @Test
  void tell_noMapYet_waitsForTheFirst() {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.orderForListing(Fault.reset().always());
    pipe.map().tell("m1@A");
    assertThat(pipe.listener.log).containsExactly("no map: NO_ANSWER");
    pipe.gateway.clearFaults();
    pipe.map().route().awaitLog("m1 to f done 200");
    pipe.gateway.orderForListing(Fault.status(502).always());
    pipe.map().tell("m2@A").awaitLog("m2 to f done 200");
  }

  @Test
  void tell_functionMissingFromTheListForAMoment_isToldAllTheSame() {
    pipe(How.usual()).subscriber("f", request -> DONE).map();
    pipe.gateway.hide("f");
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
  }

  @Test
  void tell_functionGoneForGood_becomesDeadLettersAfterTheGrace() {
    pipe(How.usual().grace(Duration.ZERO)).subscriber("f", request -> DONE).map();
    pipe.gateway.remove("f");
    pipe.tell("m1@A").awaitLog("f held 404");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> pipe.map().listener.log.contains("f abandoned 1"));
    assertThat(pipe.deadLetters()).extracting(DeadLetter::reason).containsExactly("not deployed");
  }

  @ParameterizedTest
  @CsvSource({"400", "410", "413", "422"})
  void tell_rejected_isADeadLetterAtOnceAndTheNextGoesOn(int status) {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.answer(FunctionResponse.json(status, "{\"detail\":\"no\"}")));
    pipe.map().tell("m1@A", "m2@A").awaitLog("m2 to f done 200");
    assertThat(pipe.listener.log).containsExactly("m1 to f dead " + status, "m2 to f done 200");
    DeadLetter letter = pipe.deadLetters().get(0);
    assertThat(letter.reason()).isEqualTo("answered " + status + ": no");
    assertThat(letter.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"408", "409", "429", "500", "502", "503", "504", "302"})
  void tell_later_isRepeatedUnderTheSameId(int status) {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(status).header("Retry-After", "0"));
    pipe.map().tell("m1@A").awaitLog("m1 to f retrying " + status, "m1 to f done 200");
    List<Invocation> calls = pipe.gateway.invocations("f");
    assertThat(calls).hasSize(2);
    assertThat(calls.get(1).header("X-First-Attempt"))
        .isEqualTo(calls.get(0).header("X-First-Attempt"));
    assertThat(calls.get(1).header("X-Call-Id")).isNotEqualTo(calls.get(0).header("X-Call-Id"));
    assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
  }

  @Test
  void tell_invitedToRepeatAtOnce_countsEveryAttempt() {
    pipe(How.usual().patience(2)).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(503).header("Retry-After", "0").always());
    pipe.map().tell("m1@A").awaitLog("m1 to f dead 503");
    assertThat(pipe.gateway.invocations("f")).hasSize(2);
  }

  @Test
  void tell_noAnswer_isRepeated() {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.reset().afterTheFunctionRan());
    pipe.gateway.order("f", Fault.truncated());
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
    assertThat(pipe.listener.log)
        .containsExactly("m1 to f retrying 0", "m1 to f retrying 0", "m1 to f done 200");
  }

  @Test
  void tell_loginPageInTheWay_isRepeated() {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.order(
        "f", Fault.answer(FunctionResponse.of(200, "text/html", "<h1>Sign in</h1>")));
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
    assertThat(pipe.listener.log).containsExactly("m1 to f retrying 0", "m1 to f done 200");
  }

  @Test
  void tell_functionThatAnswersAPage_isDone() {
    pipe(How.usual()).subscriber("f", request -> FunctionResponse.of(200, "text/html", "<p>"));
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
    assertThat(pipe.listener.log).hasSize(1);
  }

  @Test
  void tell_tooSlow_isRepeated() {
    pipe(How.usual().attempt(Duration.ofMillis(300))).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.slow(Duration.ofSeconds(5)));
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
    assertThat(pipe.listener.log).hasSize(2);
  }

  @Test
  void tell_patienceSpent_isADeadLetter() {
    pipe(How.usual().patience(3)).subscriber("f", request -> DONE);
    pipe.gateway.order("f", SOON.always());
    pipe.map().tell("m1@A").awaitLog("m1 to f dead 429");
    assertThat(pipe.gateway.invocations("f")).hasSize(3);
    assertThat(pipe.deadLetters().get(0).reason()).startsWith("given up: answered 429");
  }

  @Test
  void tell_earlierEventOfADeviceFails_itsNextWaitsAndOthersDoNot() {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(503).header("Retry-After", "1"));
    pipe.map().tell("m1@A");
    pipe.awaitLog("m1 to f retrying 503");
    pipe.tell("m2@A", "m3@B").awaitEmpty();
    assertThat(pipe.listener.log)
        .containsExactly(
            "m1 to f retrying 503", "m3 to f done 200", "m1 to f done 200", "m2 to f done 200");
  }

  @Test
  void tell_manyDevices_goAtOnceButNeverTwoOfOne() {
    pipe(How.usual()).subscriber("f", request -> DONE).map();
    pipe.gateway.order("f", Fault.slow(Duration.ofMillis(20)).always());
    String[] events = new String[60];
    for (int i = 0; i < 60; i++) events[i] = "m" + i + "@" + (char) ('A' + i % 6);
    pipe.tell(events).awaitEmpty();
    assertThat(pipe.gateway.mostInFlight("f")).isBetween(2, 6);
    for (char device = 'A'; device < 'G'; device++) {
      String subject = "\"subject\":\"" + device + "\"";
      List<Integer> order =
          pipe.gateway.reached("f").stream()
              .filter(call -> call.body().contains(subject))
              .map(call -> Integer.valueOf(call.body().replaceAll(".*\"id\":\"m(\\d+)\".*", "$1")))
              .toList();
      assertThat(order).hasSize(10).isSorted();
    }
  }

  @Test
  void tell_slowFunction_delaysNoOther() {
    Gate gate = new Gate();
    pipe(How.usual().attempt(Duration.ofMinutes(1))).subscriber("quick", request -> DONE);
    pipe.subscriber("slow", gate.before(DONE)).map();
    String[] events = new String[50];
    for (int i = 0; i < 50; i++) events[i] = "m" + i + "@D" + i;
    pipe.tell(events);
    await().atMost(Duration.ofSeconds(10)).until(() -> pipe.gateway.reached("quick").size() == 50);
    gate.open();
    pipe.awaitEmpty();
  }

  @Test
  void tell_secret_signsTheBodyAndSaysWhen() {
    pipe(How.usual().signed("key")).subscriber("f", request -> DONE).map();
    pipe.tell("m1@A").awaitEmpty();
    Invocation call = pipe.gateway.reached("f").get(0);
    byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.with(Secret.of("key"));
    assertThat(signature.matches(call.header("X-Signature-256"), body)).isTrue();
    assertThat(call.body()).contains("\"sentat\":\"2");
  }

  @Test
  void tell_otherPeoplesFunctions_needNoEnvelope() {
    pipe(How.usual()).subscriber("f", request -> FunctionResponse.text(200, "[[not json"));
    pipe.map().tell("m1@A").awaitLog("m1 to f done 200");
  }

  @Test
  void replay_deadLetter_goesAgainAsIfNew() {
    pipe(How.usual()).subscriber("f", request -> DONE);
    pipe.gateway.order("f", Fault.status(422).times(2));
    pipe.map().tell("m1@A", "m2@A").awaitLog("m1 to f dead 422", "m2 to f dead 422");
    long first = pipe.deadLetters().get(0).number();
    var choice = new DeadLetters.Choice(List.of(first), Optional.empty(), Optional.empty());
    assertThat(pipe.deadLetters.replay(choice)).hasSize(1);
    pipe.awaitLog("m1 to f done 200");
    assertThat(pipe.deadLetters.drop(DeadLetters.Choice.all())).hasSize(1);
    assertThat(pipe.deadLetters()).isEmpty();
  }

  private Pipe pipe(How how) {
    pipe = new Pipe(folder, how);
    return pipe;
  }
}
