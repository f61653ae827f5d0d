package io.cvpfunctions.lab.openfaas;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaasGatewayTest {
  private final FaasGateway gateway =
      FaasGateway.builder().upstreamTimeout(Duration.ofMillis(800)).start();
  private final Caller caller = new Caller(gateway.url());

  @AfterEach
  void close() {
    gateway.close();
  }

  private FaasGateway echo() {
    return gateway.function(
        "echo",
        request ->
            FunctionResponse.json(
                200, request.method() + " " + request.path() + " " + request.bodyText()));
  }

  @Test
  void call_ofAStub_isAnsweredAndWrittenDown() throws Exception {
    echo();
    HttpResponse<String> answer = caller.post("/function/echo/a/b?x=1", "hello", "Ce-Id", "7");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("POST /a/b hello");
    assertThat(answer.headers().firstValue("X-Served-By")).contains("openfaas-ce/lab");
    assertThat(answer.headers().firstValue("X-Duration-Seconds")).isPresent();
    Invocation call = gateway.invocations("echo").get(0);
    assertThat(call.header("ce-id")).isEqualTo("7");
    assertThat(call.body()).isEqualTo("hello");
    assertThat(call.request().query()).isEqualTo("x=1");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.reachedFunction()).isTrue();
  }

  @Test
  void call_withoutCallId_isGivenOneAndToldIt() throws Exception {
    gateway.function("id", r -> FunctionResponse.text(200, r.header("X-Call-Id").orElse("none")));
    HttpResponse<String> answer = caller.post("/function/id", "x");
    assertThat(answer.headers().firstValue("X-Call-Id")).contains(answer.body());
  }

  @Test
  void call_withCallId_keepsItAndIsNotToldIt() throws Exception {
    gateway.function("id", r -> FunctionResponse.text(200, r.header("X-Call-Id").orElse("none")));
    HttpResponse<String> answer = caller.post("/function/id", "x", "X-Call-Id", "mine");
    assertThat(answer.body()).isEqualTo("mine");
    assertThat(answer.headers().firstValue("X-Call-Id")).isEmpty();
  }

  @Test
  void call_forwardingAStartTime_hasTwo() throws Exception {
    gateway.function(
        "times", r -> FunctionResponse.text(200, "" + r.headers().values("X-Start-Time").size()));
    assertThat(caller.post("/function/times", "x", "X-Start-Time", "1").body()).isEqualTo("2");
  }

  @Test
  void call_ofAFunction_seesForwardedHeadersAndNoLength() throws Exception {
    gateway.function(
        "h",
        r ->
            FunctionResponse.text(
                200,
                r.header("X-Forwarded-Host").orElse("")
                    + " "
                    + r.header("X-Forwarded-For").orElse("")
                    + " "
                    + r.header("Content-Length").orElse("chunked")));
    assertThat(caller.post("/function/h", "x").body())
        .matches("127.0.0.1:" + gateway.port() + " 127.0.0.1:\\d+ chunked");
  }

  @Test
  void path_escaped_arrivesDecoded() throws Exception {
    echo();
    assertThat(caller.get("/function/echo/a%2Fb%20c").body()).isEqualTo("GET /a/b%20c ");
  }

  @Test
  void path_unclean_isRedirected() throws Exception {
    HttpResponse<String> answer = caller.get("/function/echo//a/../b?x=1");
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).contains("/function/echo/b?x=1");
  }

  @Test
  void name_withNamespace_isThatFunctionOnlyInTheOneNamespace() throws Exception {
    echo();
    assertThat(caller.post("/function/echo.openfaas-fn", "x").statusCode()).isEqualTo(200);
    assertThat(caller.post("/function/echo.elsewhere", "x").statusCode()).isEqualTo(404);
  }

  @Test
  void unknownFunction_is404AndNotReached() throws Exception {
    assertThat(caller.post("/function/nobody", "x").statusCode()).isEqualTo(404);
    assertThat(gateway.invocations("nobody")).hasSize(1);
    assertThat(gateway.reached("nobody")).isEmpty();
  }

  @Test
  void contentType_absentInTheAnswer_isTheRequests() throws Exception {
    gateway.function("bare", request -> FunctionResponse.empty(200));
    assertThat(caller.post("/function/bare", "x", "Content-Type", "a/b").headers().map())
        .containsEntry("content-type", List.of("a/b"));
    assertThat(caller.post("/function/bare", "x").headers().map())
        .containsEntry("content-type", List.of("text/plain"));
  }

  @Test
  void stub_thatThrows_looksLikeADeadHandler() throws Exception {
    gateway.function(
        "dead",
        request -> {
          throw new IllegalStateException("boom");
        });
    HttpResponse<String> answer = caller.post("/function/dead", "x");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
  }

  @Test
  void upstreamTimeout_passed_is502Empty() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    gateway.function(
        "stuck",
        request -> {
          never.await();
          return FunctionResponse.empty(200);
        });
    HttpResponse<String> answer = caller.post("/function/stuck", "x");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).isEmpty();
    assertThat(gateway.reached("stuck")).hasSize(1);
    never.countDown();
  }

  @Test
  void xTimeout_passed_is504OfTheWatchdog() throws Exception {
    gateway.function(
        "late",
        request -> {
          new CountDownLatch(1).await(300, MILLISECONDS);
          return FunctionResponse.empty(200);
        });
    assertThat(caller.post("/function/late", "x", "X-Timeout", "50ms").statusCode()).isEqualTo(504);
    assertThat(caller.post("/function/late", "x", "X-Timeout", "5s").statusCode()).isEqualTo(200);
  }

  @Test
  void address_whereNobodyListens_is500OfTheProxy() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
    gateway.function(FunctionSpec.named("gone"), nobody);
    HttpResponse<String> answer = caller.post("/function/gone", "x");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("proxy");
    assertThat(gateway.reached("gone")).isEmpty();
    assertThat(caller.post("/function/gone", "x", "Accept", "text/event-stream").statusCode())
        .isEqualTo(200);
  }

  @Test
  void fault_ofAStatus_hitsAsOftenAsOrderedAndBeforeTheFunction() throws Exception {
    echo().order("echo", Fault.tooManyRequests("2").times(2));
    HttpResponse<String> first = caller.post("/function/echo", "x");
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("2");
    assertThat(caller.post("/function/echo", "x").statusCode()).isEqualTo(429);
    assertThat(caller.post("/function/echo", "x").statusCode()).isEqualTo(200);
    assertThat(gateway.invocations("echo")).hasSize(3);
    assertThat(gateway.reached("echo")).hasSize(1);
  }

  @Test
  void fault_afterTheFunctionRan_hidesWhatItDid() {
    echo().order("echo", Fault.reset().afterTheFunctionRan());
    assertThatThrownBy(() -> caller.post("/function/echo", "x")).isInstanceOf(IOException.class);
    assertThat(gateway.reached("echo")).hasSize(1);
    assertThat(gateway.reached("echo").get(0).status()).isZero();
  }

  @Test
  void fault_reset_cutsBeforeTheFunctionRuns() {
    echo().order("echo", Fault.reset());
    assertThatThrownBy(() -> caller.post("/function/echo", "x")).isInstanceOf(IOException.class);
    assertThat(gateway.reached("echo")).isEmpty();
  }

  @Test
  void fault_truncated_endsInsideTheBody() {
    echo().order("echo", Fault.truncated());
    assertThatThrownBy(() -> caller.post("/function/echo", "x")).isInstanceOf(IOException.class);
    assertThat(gateway.reached("echo")).hasSize(1);
  }

  @Test
  void fault_slow_delaysAndThenAnswers() throws Exception {
    echo().orderForAny(Fault.slow(Duration.ofMillis(100)));
    assertThat(caller.post("/function/echo", "x").statusCode()).isEqualTo(200);
    assertThat(gateway.invocations("echo").get(0).took()).isGreaterThan(Duration.ofMillis(99));
  }

  @Test
  void fault_slowerThanTheUpstreamTimeout_is502() throws Exception {
    echo().order("echo", Fault.slow(Duration.ofSeconds(30)));
    assertThat(caller.post("/function/echo", "x").statusCode()).isEqualTo(502);
  }

  @Test
  void down_refuses_andUp_isThereAgain() throws Exception {
    echo();
    String url = gateway.url();
    caller.post("/function/echo", "x");
    gateway.down();
    assertThatThrownBy(() -> caller.post("/function/echo", "x")).isInstanceOf(IOException.class);
    gateway.up();
    assertThat(gateway.url()).isEqualTo(url);
    assertThat(caller.post("/function/echo", "x").statusCode()).isEqualTo(200);
  }

  @Test
  void everyMethod_reachesTheFunction() throws Exception {
    echo();
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      assertThat(caller.send(method, "/function/echo", "", "Ce-Id", "1").body())
          .startsWith(method + " / ");
    }
    assertThat(caller.send("HEAD", "/function/echo", "").statusCode()).isEqualTo(200);
  }

  @Test
  void calls_inARow_doNotWaitForDelayedAcks() throws Exception {
    echo();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      long started = System.nanoTime();
      caller.post("/function/echo", "x");
      millis.add((System.nanoTime() - started) / 1_000_000);
    }
    assertThat(millis.stream().sorted().toList().get(12)).isLessThan(35);
  }

  @Test
  void mostInFlight_ofTwoCallsAtOnce_isTwo() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    gateway.function(
        "pair",
        request -> {
          both.countDown();
          both.await();
          return FunctionResponse.empty(200);
        });
    Thread other = new Thread(() -> quietly(() -> caller.post("/function/pair", "1")));
    other.start();
    caller.post("/function/pair", "2");
    other.join();
    assertThat(gateway.mostInFlight("pair")).isEqualTo(2);
    await().untilAsserted(() -> assertThat(gateway.inFlight("pair")).isZero());
  }

  @Test
  void otherPaths_areThoseOfTheGateway() throws Exception {
    assertThat(caller.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(caller.get("/").statusCode()).isEqualTo(307);
    assertThat(caller.get("/ui/").statusCode()).isEqualTo(404);
    assertThat(caller.get("/function/").statusCode()).isEqualTo(404);
  }

  /** A call whose failure another assertion would show. */
  private interface Call {
    void run() throws IOException;
  }

  private static void quietly(Call call) {
    try {
      call.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
