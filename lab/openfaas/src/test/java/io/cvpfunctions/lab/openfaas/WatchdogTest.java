package io.cvpfunctions.lab.openfaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final int CUT_OFF = 0;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Watchdog> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Watchdog::close);
  }

  private Watchdog start(String... settings) throws IOException {
    Watchdog watchdog = startCold(settings);
    await().until(() -> lines.contains("STDOUT tiny listens"));
    return watchdog;
  }

  private Watchdog startCold(String... settings) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("mode", "http");
    environment.put("upstream_url", "http://127.0.0.1:" + port);
    environment.put("tiny_port", String.valueOf(port));
    for (int i = 0; i < settings.length; i += 2) environment.put(settings[i], settings[i + 1]);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
    Watchdog watchdog =
        Watchdog.of(
                List.of(
                    java, "-XX:TieredStopAtLevel=1", "-cp", classes, TinyFunction.class.getName()))
            .environment(environment)
            .name("tiny")
            .output((stream, line) -> lines.add(stream + " " + line))
            .start();
    started.add(watchdog);
    return watchdog;
  }

  private static Caller caller(Watchdog watchdog) {
    return new Caller(watchdog.url());
  }

  @Test
  void call_isPassedOnWholeAndBackWhole() throws Exception {
    Watchdog watchdog = start();
    HttpResponse<String> answer =
        caller(watchdog).post("/a/b?x=%201", "hello", "User-Agent", "me", "X-Timeout", "20s");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.headers().allValues("X-Seen"))
        .containsExactly(
            "POST /a/b?x=%201 host=127.0.0.1:"
                + watchdog.address().getPort()
                + " te=chunked ua=me ae=null",
            "twice");
    assertThat(answer.headers().firstValue("X-Duration-Seconds"))
        .get()
        .asString()
        .matches("\\d\\..*");
    assertThat(lines).contains("STDERR tiny on stderr");
  }

  @Test
  void redirect_isPassedBack() throws Exception {
    HttpResponse<String> answer = caller(start()).get("/redirect");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/elsewhere");
  }

  @Test
  void start_isHealthyBeforeTheFunctionListens_andCallsAre500OfTheWatchdog() throws Exception {
    Watchdog watchdog = startCold("tiny_delay", "60000");
    HttpResponse<String> health = caller(watchdog).get("/_/health");
    HttpResponse<String> early = caller(watchdog).post("/", "x");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(early.statusCode()).isEqualTo(500);
    assertThat(early.body()).isEmpty();
    assertThat(early.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
    assertThat(caller(watchdog).send("HEAD", "/_/health", "").statusCode()).isEqualTo(405);
  }

  @Test
  void lockFile_takenAwayByTheFunction_makesItUnhealthyUntilItIsBack() throws Exception {
    Watchdog watchdog = start();
    caller(watchdog).post("/cold", "x");
    assertThat(caller(watchdog).get("/_/health").statusCode()).isEqualTo(503);
    assertThat(caller(watchdog).get("/_/ready").statusCode()).isEqualTo(503);
    caller(watchdog).post("/warm", "x");
    assertThat(caller(watchdog).get("/_/health").statusCode()).isEqualTo(200);
  }

  @Test
  void readyPath_isAskedOfTheFunction() throws Exception {
    Watchdog watchdog = startCold("ready_path", "/redirect", "tiny_delay", "700");
    assertThat(caller(watchdog).get("/_/ready").statusCode()).isEqualTo(500);
    await().until(() -> lines.contains("STDOUT tiny listens"));
    assertThat(caller(watchdog).get("/_/ready").statusCode()).isEqualTo(302);
  }

  @Test
  void maxInflight_reached_is429OfTheMiddleware() throws Exception {
    Watchdog watchdog = start("max_inflight", "1");
    CompletableFuture<Integer> slow = statusOf(watchdog, "/slow");
    await().until(() -> caller(watchdog).get("/_/ready").statusCode() == 429);
    HttpResponse<String> refused = caller(watchdog).post("/", "x");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).startsWith("Concurrent request limit exceeded");
    assertThat(refused.headers().firstValue("X-OpenFaaS-Internal")).contains("faas-middleware");
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo(200);
  }

  private static CompletableFuture<Integer> statusOf(Watchdog watchdog, String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return caller(watchdog).post(path, "x").statusCode();
          } catch (IOException e) {
            return CUT_OFF;
          }
        });
  }

  @Test
  void execTimeout_passed_is504_andXTimeoutOnlyShortens() throws Exception {
    Watchdog watchdog = start("exec_timeout", "100ms");
    HttpResponse<String> late = caller(watchdog).post("/slow", "x", "X-Timeout", "10s");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
    assertThat(caller(watchdog).post("/slow", "x", "Accept", "text/event-stream").statusCode())
        .isEqualTo(200);
  }

  @Test
  void xTimeout_shorterThanExecTimeout_is504() throws Exception {
    Watchdog watchdog = start();
    assertThat(caller(watchdog).post("/slow", "x", "X-Timeout", "50ms").statusCode())
        .isEqualTo(504);
  }

  @Test
  void connectionDropped_isExecutedTwiceForAGetAndOnceForAPost() throws Exception {
    Watchdog watchdog = start();
    caller(watchdog).get("/");
    assertThat(caller(watchdog).get("/drop").statusCode()).isEqualTo(500);
    await()
        .untilAsserted(() -> assertThat(lines.stream().filter("STDOUT drop"::equals)).hasSize(2));
    lines.clear();
    caller(watchdog).get("/");
    assertThat(caller(watchdog).post("/drop", "x").statusCode()).isEqualTo(500);
    assertThat(caller(watchdog).post("/drop", "x", "Accept", "text/event-stream").statusCode())
        .isEqualTo(200);
    await().until(() -> lines.contains("STDOUT drop"));
    caller(watchdog).post("/print", "end");
    await().until(() -> lines.contains("STDOUT end"));
    assertThat(lines.stream().filter("STDOUT drop"::equals)).hasSize(2);
  }

  @Test
  void child_endingBadly_endsTheWatchdogWith1() throws Exception {
    Watchdog watchdog = start();
    assertThat(statusOf(watchdog, "/die").get(5, TimeUnit.SECONDS)).isIn(CUT_OFF, 500);
    assertThat(watchdog.exited().get(5, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void child_endingWell_leavesAHealthyWatchdogWhoseCallsFail() throws Exception {
    Watchdog watchdog = start();
    assertThat(caller(watchdog).post("/leave", "x").statusCode()).isEqualTo(500);
    await().until(() -> !watchdog.childIsAlive());
    assertThat(caller(watchdog).get("/_/health").statusCode()).isEqualTo(200);
    assertThat(caller(watchdog).post("/", "x").statusCode()).isEqualTo(500);
    assertThat(watchdog.exited()).isNotDone();
  }

  @Test
  void terminate_ofAChildWithoutHook_losesTheCallInFlight() throws Exception {
    Watchdog watchdog = start("healthcheck_interval", "10s");
    CompletableFuture<Integer> slow = statusOf(watchdog, "/slow");
    await().until(() -> lines.contains("STDOUT slow"));
    assertThat(watchdog.terminate().get(5, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(slow.get(5, TimeUnit.SECONDS)).isIn(CUT_OFF, 500);
  }

  @Test
  void terminate_ofAChildThatWaits_servesTheCallInFlightAndNewOnes() throws Exception {
    Watchdog watchdog = start("healthcheck_interval", "2s", "tiny_drain", "30000");
    CompletableFuture<Integer> slow = statusOf(watchdog, "/slow");
    await().until(() -> lines.contains("STDOUT slow"));
    CompletableFuture<Integer> exit = watchdog.terminate();
    assertThat(caller(watchdog).get("/_/health").statusCode()).isEqualTo(503);
    assertThat(caller(watchdog).post("/", "x").statusCode()).isEqualTo(200);
    assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
    await().until(() -> !watchdog.childIsAlive());
    assertThatThrownBy(() -> caller(watchdog).post("/", "x")).isInstanceOf(IOException.class);
  }

  @Test
  void line_longerThanTheBuffer_isTheLastThatIsRead() throws Exception {
    Watchdog watchdog = start("log_buffer_size", "100");
    caller(watchdog).post("/print", "a".repeat(101));
    caller(watchdog).post("/print", "after");
    await().until(() -> lines.stream().anyMatch(line -> line.startsWith("STDOUT token too long")));
    assertThat(lines).doesNotContain("STDOUT after");
  }

  @Test
  void killChild_leavesNoProcess() throws Exception {
    Watchdog watchdog = start();
    long pid = watchdog.pid();
    watchdog.killChild();
    assertThat(watchdog.exited().get(5, TimeUnit.SECONDS)).isEqualTo(1);
    await().until(() -> ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true));
  }

  @Test
  void settings_wrongThreeWays_areAllNamed() {
    assertThatThrownBy(
            () -> Watchdog.of(List.of("true")).environment(Map.of("exec_timeout", "soon")).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("mode=streaming", "upstream_url=", "exec_timeout=soon");
  }

  @Test
  void gateway_beforeADeadFunction_tellsTheSameAs_OpenFaas() throws Exception {
    Watchdog watchdog = start();
    try (FaasGateway gateway = FaasGateway.start()) {
      gateway.function(FunctionSpec.named("tiny"), watchdog.address());
      Caller caller = new Caller(gateway.url());
      assertThat(caller.post("/function/tiny/a", "hello").body()).isEqualTo("hello");
      HttpResponse<String> died = caller.post("/function/tiny/die", "x");
      assertThat(died.statusCode()).isEqualTo(500);
      assertThat(died.headers().firstValue("X-OpenFaaS-Internal")).isPresent();
    }
  }
}
