package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import io.cvpfunctions.watcher.state.DeadLetter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  private Pipe pipe;

  @AfterEach
  void close() {
    pipe.close();
  }

  @Test
  void tell_batch_isOneCallInTheOrderOfTheOutbox() {
    taking("10", "0s", request -> DONE).tell("m1@A", "m2@B", "m3@A", "m4@C").awaitEmpty();
    assertThat(pipe.gateway.reached("f")).hasSize(1);
    Invocation call = pipe.gateway.reached("f").get(0);
    assertThat(call.header("Content-Type")).startsWith("application/cloudevents-batch+json");
    assertThat(ids(call.body())).containsExactly("m1", "m2", "m3", "m4");
  }

  @Test
  void tell_moreThanABatch_areSeveralOneAfterTheOther() {
    taking("4", "0s", request -> DONE).tell(events(10)).awaitEmpty();
    assertThat(pipe.gateway.reached("f"))
        .extracting(c -> ids(c.body()).size())
        .containsExactly(4, 4, 2);
    assertThat(pipe.gateway.mostInFlight("f")).isEqualTo(1);
  }

  @Test
  void tell_large_isCutAtHalfAMebibyte() {
    taking("100", "0s", request -> DONE);
    String[] events = new String[5];
    for (int i = 0; i < 5; i++) events[i] = "m" + i + "x".repeat(100_000) + "@D" + i;
    pipe.tell(events).awaitEmpty();
    for (Invocation call : pipe.gateway.reached("f")) {
      assertThat(call.body().length()).isLessThan(512 * 1024);
    }
    assertThat(pipe.gateway.reached("f").size()).isGreaterThan(2);
  }

  @Test
  void tell_window_gathersWhatComesWithinIt() {
    taking("10", "700ms", request -> DONE).tell("m1@A");
    pipe.tell("m2@B").awaitEmpty();
    assertThat(pipe.gateway.reached("f")).hasSize(1);
    assertThat(ids(pipe.gateway.reached("f").get(0).body())).containsExactly("m1", "m2");
  }

  @Test
  void tell_results_areJudgedByIdWhateverTheirOrder() {
    FunctionStub mixed =
        results(
            (event, attempt) -> {
              ObjectNode result = JsonNodeFactory.instance.objectNode();
              if (event.equals("m1")) return result.put("status", 422).put("detail", "bad");
              if (event.equals("m2") && attempt == 1) {
                return result.put("status", 503).put("retryAfter", 0);
              }
              return result.put("status", 200);
            });
    taking("10", "0s", mixed).tell("m0@A", "m1@B", "m2@C", "m3@C", "m4@D").awaitEmpty();
    assertThat(pipe.listener.log)
        .contains("m0 to f done 200", "m1 to f dead 422", "m2 to f retrying 503")
        .contains("m2 to f done 200", "m4 to f done 200");
    assertThat(pipe.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly("answered 422: bad");
  }

  @Test
  void tell_resultNamesSteps_onlyThatEventGoesOn() {
    FunctionStub chaining =
        results(
            (event, attempt) -> {
              ObjectNode result = JsonNodeFactory.instance.objectNode().put("status", 200);
              if (event.equals("m1")) result.putArray("chainTo").add("one");
              return result;
            });
    taking("10", "0s", chaining).deploy(FunctionSpec.named("one"), request -> DONE).map();
    pipe.tell("m0@A", "m1@B").awaitLog("m1 to one done 200");
    assertThat(pipe.gateway.reached("one")).hasSize(1);
  }

  @Test
  void tell_resultsForSomeOnly_othersAreJudgedByTheWhole() {
    String some = "{\"results\":[{\"id\":\"m0\",\"status\":200}]}";
    taking("10", "0s", request -> FunctionResponse.json(503, some).header("Retry-After", "1"));
    pipe.tell("m0@A", "m1@B").awaitLog("m0 to f done 200", "m1 to f retrying 503");
  }

  @Test
  void tell_refusedAsAWhole_isHalvedDownToTheOne() {
    FunctionStub picky =
        request -> request.bodyText().contains("\"m5\"") ? FunctionResponse.empty(413) : DONE;
    taking("16", "0s", picky).tell(events(16)).awaitEmpty();
    assertThat(pipe.deadLetters()).extracting(DeadLetter::id).containsExactly("m5");
    assertThat(pipe.deadLetters().get(0).attempts()).isEqualTo(1);
    assertThat(pipe.listener.log).hasSize(16);
    assertThat(pipe.listener.notJudged).hasSizeGreaterThan(16).contains("m0 to f 413");
  }

  @Test
  void tell_firstIsRefused_batchesGrowAgainAfterIt() {
    FunctionStub picky =
        request -> request.bodyText().contains("\"m0\"") ? FunctionResponse.empty(413) : DONE;
    taking("16", "0s", picky).tell(events(16)).awaitEmpty();
    assertThat(pipe.deadLetters()).extracting(DeadLetter::id).containsExactly("m0");
    assertThat(pipe.gateway.reached("f"))
        .filteredOn(call -> !call.body().contains("\"m0\""))
        .extracting(call -> call.body().startsWith("["))
        .startsWith(false, true);
  }

  @Test
  void tell_broken_isRepeatedWhole() {
    taking("10", "0s", request -> DONE);
    pipe.gateway.order("f", Fault.status(500).header("Retry-After", "0"));
    pipe.tell(events(5)).awaitEmpty();
    assertThat(pipe.gateway.reached("f").get(0).body()).isNotEmpty();
    assertThat(pipe.listener.log).filteredOn(line -> line.endsWith("done 200")).hasSize(5);
  }

  @Test
  void tell_turnedAway_triesOneAndThenAllAgain() {
    taking("10", "0s", request -> DONE);
    pipe.gateway.order("f", Fault.status(401));
    pipe.tell(events(5)).awaitEmpty();
    assertThat(pipe.gateway.invocations("f"))
        .extracting(c -> c.body().startsWith("[") ? ids(c.body()).size() : 1)
        .containsExactly(5, 1, 4);
  }

  private Pipe taking(String batch, String window, FunctionStub stub) {
    pipe = new Pipe(folder, How.usual());
    FunctionSpec spec =
        FunctionSpec.named("f")
            .annotation("topic", Pipe.MOVED)
            .annotation("cvp.batch", batch)
            .annotation("cvp.batch.window", window);
    return pipe.deploy(spec, stub).map();
  }

  private static String[] events(int count) {
    String[] events = new String[count];
    for (int i = 0; i < count; i++) events[i] = "m" + i + "@D" + i;
    return events;
  }

  /** Answers a result per event, in reverse; the second argument counts the calls. */
  private static FunctionStub results(BiFunction<String, Integer, ObjectNode> result) {
    int[] calls = {0};
    return request -> {
      int call = ++calls[0];
      ArrayNode results = JsonNodeFactory.instance.arrayNode();
      List<String> ids = new ArrayList<>(ids(request.bodyText()));
      Collections.reverse(ids);
      for (String id : ids) results.add(result.apply(id, call).put("id", id));
      if (single(request)) return FunctionResponse.json(200, "{}");
      ObjectNode answer = JsonNodeFactory.instance.objectNode().set("results", results);
      return FunctionResponse.json(200, answer.toString());
    };
  }

  private static boolean single(FunctionRequest request) {
    return request.bodyText().startsWith("{");
  }

  private static List<String> ids(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isObject()) return List.of(node.path("id").asText());
      List<String> ids = new ArrayList<>();
      node.forEach(each -> ids.add(each.path("id").asText()));
      return ids;
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(notJson);
    }
  }
}
