package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncRouteTest {
  private final FaasGateway gateway = FaasGateway.start();
  private final Caller caller = new Caller(gateway.url());

  @AfterEach
  void close() {
    gateway.close();
  }

  private Invocation only(String function) {
    await().until(() -> !gateway.invocations(function).isEmpty());
    return gateway.invocations(function).get(0);
  }

  @Test
  void call_isAcceptedAndMadeLater_withItsHeadersAndTheWorkersAgent() throws Exception {
    gateway.function("mover", request -> FunctionResponse.empty(200));
    HttpResponse<String> answer =
        caller.post("/async-function/mover/a?x=1", "hello", "Ce-Id", "7", "User-Agent", "me");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    Invocation call = only("mover");
    assertThat(call.body()).isEqualTo("hello");
    assertThat(call.request().query()).isEqualTo("x=1");
    assertThat(call.header("Ce-Id")).isEqualTo("7");
    assertThat(call.header("X-Call-Id")).isEqualTo(answer.headers().firstValue("X-Call-Id").get());
    assertThat(call.header("User-Agent")).isEqualTo("openfaas-ce/nats-queue-worker");
  }

  @Test
  void callback_hasTheStatusTheNameAndTheFunctionsHeaders() throws Exception {
    gateway.function("broken", request -> FunctionResponse.json(500, "{}").header("X-Own", "yes"));
    gateway.function("told", request -> FunctionResponse.empty(200));
    String callback = gateway.url() + "/function/told";
    caller.post("/async-function/broken", "x", "X-Callback-Url", callback, "X-Call-Id", "mine");
    Invocation told = only("told");
    assertThat(told.body()).isEqualTo("{}");
    assertThat(told.header("X-Function-Status")).isEqualTo("500");
    assertThat(told.header("X-Function-Name")).isEqualTo("broken");
    assertThat(told.header("X-Call-Id")).isEqualTo("mine");
    assertThat(told.header("X-Own")).isEqualTo("yes");
    assertThat(told.header("X-Duration-Seconds")).isNotEmpty();
    assertThat(told.header("X-Start-Time")).isNotEmpty();
    assertThat(gateway.invocations("broken")).hasSize(1);
  }

  @Test
  void networkError_isOneCallbackOf503() throws Exception {
    gateway.function("told", request -> FunctionResponse.empty(200));
    gateway.function("cut", request -> FunctionResponse.empty(200));
    gateway.order("cut", Fault.reset());
    String callback = gateway.url() + "/function/told";
    caller.post("/async-function/cut", "x", "X-Callback-Url", callback);
    assertThat(only("told").header("X-Function-Status")).isEqualTo("503");
    assertThat(gateway.invocations("cut")).hasSize(1);
  }

  @Test
  void callback_thatFails_isNotRepeatedAndStopsNothing() throws Exception {
    gateway.function("mover", request -> FunctionResponse.empty(200));
    caller.post("/async-function/mover", "1", "X-Callback-Url", "http://127.0.0.1:1/");
    caller.post("/async-function/mover", "2", "X-Callback-Url", "not a url");
    await().until(() -> gateway.invocations("mover").size() == 2);
  }

  @Test
  void otherMethods_are405_andALargeBodyIsRefused() throws Exception {
    gateway.function("mover", request -> FunctionResponse.empty(200));
    assertThat(caller.get("/async-function/mover").statusCode()).isEqualTo(405);
    assertThat(caller.post("/async-function/mover", "x".repeat(256 * 1024 + 1)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void queue_holdsTen_oneIsWorkedAtATime() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    gateway.function(
        "slow",
        request -> {
          go.await();
          return FunctionResponse.empty(200);
        });
    caller.post("/async-function/slow", "0");
    await().atMost(Duration.ofSeconds(5)).until(() -> gateway.inFlight("slow") == 1);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      statuses.add(caller.post("/async-function/slow", "" + i).statusCode());
    }
    go.countDown();
    assertThat(statuses.subList(0, 10)).containsOnly(202);
    assertThat(statuses.get(10)).isEqualTo(500);
    await().until(() -> gateway.invocations("slow").size() == 11);
    assertThat(gateway.mostInFlight("slow")).isEqualTo(1);
  }
}
