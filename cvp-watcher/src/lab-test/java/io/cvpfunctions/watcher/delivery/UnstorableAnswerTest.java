package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.watcher.PostgresServer;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import io.cvpfunctions.watcher.state.StateAddress;
import java.time.Clock;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that PostgreSQL takes only in part, or never: no lane stands still for them. */
class UnstorableAnswerTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");

  private Pipe pipe;

  @BeforeEach
  void start() throws Exception {
    StateAddress state = PostgresServer.newState();
    String url = state.url() + "&user=postgres&password=postgres";
    pipe = new Pipe(url, How.usual(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    pipe.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {422, 413})
  void detail_withNul_isADeadLetterAllTheSame(int status) {
    answering(FunctionResponse.json(status, "{\"detail\":\"a\\u0000b\"}"));
    pipe.tell("m1@A").awaitLog("m1 to f dead " + status);
    assertThat(pipe.deadLetters().get(0).reason()).contains("a\uFFFDb");
  }

  @Test
  void chain_subjectAndThreadWithNul_goesOn() {
    pipe.deploy(FunctionSpec.named("g"), request -> DONE);
    String event = event("x", "a\\u0000b");
    String thread = "\"result\":{\"slackthread\":\"C\\u0000\"}";
    answering(FunctionResponse.json(200, "{" + thread + "," + chain(event) + "}"));
    pipe.tell("m1@A").awaitLog("m1 to f done 200", "x to g done 200");
  }

  @Test
  void chain_subjectTooLongForItsIndex_isADeadLetterAndTheDevicesNextIsTold() {
    answering(FunctionResponse.json(200, "{" + chain(event("x", tooLong())) + "}"));
    pipe.tell("m1@A", "m2@A").awaitLog("m1 to f dead 502", "m2 to f dead 502");
    assertThat(pipe.deadLetters().get(0).reason()).contains("cannot be stored");
    assertThat(pipe.gateway.reached("f")).as("it would do the same again").hasSize(2);
    assertThat(pipe.database.health().isGood()).isTrue();
  }

  @Test
  void chain_oneOfABatchTooLong_othersAreDone() {
    String results =
        ("{\"results\":[{\"id\":\"m1\",\"status\":200," + chain(event("x", tooLong())))
            + "},{\"id\":\"m2\",\"status\":200}]}";
    pipe.deploy(
        subscriber().annotation("cvp.batch", "9"), r -> FunctionResponse.json(200, results));
    pipe.map().tell("m1@A", "m2@B").awaitLog("m1 to f dead 502", "m2 to f done 200");
  }

  private void answering(FunctionResponse answer) {
    pipe.deploy(subscriber(), request -> answer).map();
  }

  private static FunctionSpec subscriber() {
    return FunctionSpec.named("f").annotation("topic", Pipe.MOVED);
  }

  private static String chain(String event) {
    return "\"chainTo\":[\"g\"],\"event\":" + event;
  }

  private static String event(String id, String subject) {
    return ("{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"" + id)
        + ("\",\"subject\":\"" + subject + "\"}");
  }

  /** Longer than an index row may be (2704 bytes), however it is compressed. */
  private static String tooLong() {
    byte[] noise = new byte[6000];
    new Random(1).nextBytes(noise);
    return Base64.getEncoder().encodeToString(noise);
  }
}
