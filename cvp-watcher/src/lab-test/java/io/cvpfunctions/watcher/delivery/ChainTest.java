package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer makes of a chain. */
class ChainTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final Fault SOON = Fault.status(429).header("Retry-After", "0");

  @TempDir Path folder;

  private Pipe pipe;

  @AfterEach
  void close() {
    pipe.close();
  }

  @Test
  void tell_chain_stepsAreDeliveriesOfTheirOwn() {
    pipe(How.usual());
    pipe.subscriber("first", r -> answer(r.bodyText().replace("\"n\"", "\"added\""), "one two"));
    pipe.deploy(FunctionSpec.named("one"), request -> DONE);
    pipe.deploy(FunctionSpec.named("two"), request -> DONE);
    pipe.gateway.order("one", SOON.times(2));
    pipe.map().tell("m1@A").awaitEmpty();
    assertThat(pipe.gateway.reached("first")).hasSize(1);
    assertThat(pipe.gateway.invocations("one")).hasSize(3);
    assertThat(pipe.gateway.reached("two")).hasSize(1);
    assertThat(pipe.gateway.reached("two").get(0).body())
        .contains("\"id\":\"m1\"", "\"added\":\"m1\"");
  }

  @Test
  void tell_chainWithoutEvent_passesTheSameOn() {
    pipe(How.usual());
    FunctionResponse answer = FunctionResponse.json(200, "{\"chainTo\":[\"one?async\"]}");
    pipe.subscriber("first", request -> answer);
    pipe.deploy(FunctionSpec.named("one"), request -> DONE);
    pipe.map().tell("m1@A").awaitLog("m1 to one done 202");
    await().atMost(Duration.ofSeconds(10)).until(() -> !pipe.gateway.reached("one").isEmpty());
    Invocation call = pipe.gateway.reached("one").get(0);
    assertThat(call.header("X-Chain")).as("the function goes on by itself").isNull();
  }

  @Test
  void tell_chainThatCannotBeFollowed_isRepeated() {
    pipe(How.usual().patience(1));
    String answer = "{\"event\":{\"id\":\"\"},\"chainTo\":[\"one\"]}";
    pipe.subscriber("first", request -> FunctionResponse.json(200, answer));
    pipe.map().tell("m1@A").awaitLog("m1 to first dead 502");
    assertThat(pipe.deadLetters().get(0).reason()).contains("no event to pass on");
  }

  @Test
  void tell_chainInACircle_ends() {
    pipe(How.usual());
    pipe.subscriber("first", request -> answer(request.bodyText(), "first"));
    pipe.map().tell("m1@A").awaitLog("m1 to first dead 200");
    assertThat(pipe.gateway.reached("first")).hasSize(11);
    assertThat(pipe.deadLetters().get(0).reason()).contains("circle");
  }

  @Test
  void tell_slackThread_goesAlongWithWhatFollows() {
    pipe(How.usual());
    String answer = "{\"result\":{\"slackthread\":\"C1:17.5\"},\"chainTo\":[\"one\"]}";
    pipe.subscriber("first", request -> FunctionResponse.json(200, answer));
    pipe.deploy(FunctionSpec.named("one"), request -> DONE);
    pipe.map().tell("m1@A").awaitEmpty();
    assertThat(pipe.gateway.reached("one").get(0).body()).contains("\"slackthread\":\"C1:17.5\"");
  }

  private Pipe pipe(How how) {
    pipe = new Pipe(folder, how);
    return pipe;
  }

  private static FunctionResponse answer(String event, String steps) {
    String names = "\"" + steps.replace(" ", "\",\"") + "\"";
    return FunctionResponse.json(200, "{\"event\":" + event + ",\"chainTo\":[" + names + "]}");
  }
}
