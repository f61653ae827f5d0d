package io.cvpfunctions.lab.openfaas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openfaas.model.AbstractHandler;
import io.cvpfunctions.runtime.RawRequest;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the callers of a function of the template see: one suite, run through the real of-watchdog
 * and through the stand-in, which must answer alike.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WatchdogContract {
  private static final int CUT_OFF = 0;

  private final List<GuardedFunction> ofOneTest = new ArrayList<>();
  private GuardedFunction shared;

  @TempDir private Path temporary;

  /** Starts a watchdog on this port, with this environment, before what the command starts. */
  abstract GuardedFunction start(int port, Map<String, String> environment, List<String> command)
      throws IOException;

  @AfterEach
  void closeThoseOfOneTest() {
    ofOneTest.forEach(GuardedFunction::close);
    ofOneTest.clear();
  }

  @AfterAll
  void closeShared() {
    if (shared != null) shared.close();
  }

  /** As the image sets it, but with the watchdog's own limit to a line. */
  private GuardedFunction startCold(Map<String, String> settings) throws IOException {
    int port = freePort();
    Map<String, String> environment = new HashMap<>();
    environment.put("mode", "http");
    environment.put("upstream_url", "http://127.0.0.1:" + port);
    environment.put("exec_timeout", "10s");
    environment.put("healthcheck_interval", "1s");
    environment.put("ready_path", "/_/ready");
    environment.put("ready_lock", "true");
    environment.put("prefix_logs", "false");
    environment.put("TMPDIR", Files.createTempDirectory(temporary, "tmp").toString());
    environment.putAll(settings);
    return start(freePort(), environment, command());
  }

  private GuardedFunction startReady(Map<String, String> settings) throws IOException {
    GuardedFunction function = startCold(settings);
    ofOneTest.add(function);
    awaitReady(function);
    return function;
  }

  private static void awaitReady(GuardedFunction function) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> caller(function).status("/_/ready") == 200 || function.exited().isDone());
  }

  /** The one that no test harms. */
  private GuardedFunction shared() throws IOException {
    if (shared == null) {
      shared = startCold(Map.of());
      awaitReady(shared);
    }
    return shared;
  }

  private static HttpCaller caller(GuardedFunction function) {
    return new HttpCaller(function.port());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        Stream.of(RawRequest.class, AbstractHandler.class, Obedient.class)
            .map(WatchdogContract::home)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        classPath,
        "io.cvpfunctions.runtime.Main");
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void start_fromExecToTheFirstAnswer_isReadyOnlyOnceTheHandlerIs() throws Exception {
    GuardedFunction function = startCold(Map.of("slow_start", "600"));
    ofOneTest.add(function);
    List<Integer> health = new ArrayList<>();
    List<Integer> ready = new ArrayList<>();
    do {
      ready.add(caller(function).status("/_/ready"));
      health.add(caller(function).status("/_/health"));
    } while (ready.get(ready.size() - 1) != 200 || health.get(health.size() - 1) != 200);

    assertThat(caller(function).post("/echo", "first").body()).isEqualTo("first");
    assertThat(ready.subList(0, ready.size() - 1)).contains(503).isSubsetOf(CUT_OFF, 500, 503);
    // The watchdog's own 200 until a JVM has begun; from then on the function's word.
    assertThat(health.subList(health.indexOf(503), health.lastIndexOf(503)))
        .allMatch(status -> status == 503);
  }

  @Test
  void sigterm_under2000Calls_failsNoneOfThem() throws Exception {
    GuardedFunction function = startReady(Map.of("healthcheck_interval", "6s"));
    Load load = Load.start(caller(function), "/sleep/5", 16, 2000);
    await().until(() -> load.answered() > 300);
    CompletableFuture<Integer> last = caller(function).postLater("/sleep/7000");
    await().until(() -> metrics(function).contains("bucket{le=\"+Inf\"}"));

    CompletableFuture<Integer> exit = function.terminate();
    assertThat(load.answered()).isLessThan(2000);
    assertThat(caller(function).status("/_/health")).isEqualTo(503);
    assertThat(load.statuses()).isEqualTo(Map.of(200, 2000));
    assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
  }

  /** As faasd does: to every process of a container. */
  @Test
  void sigterm_toTheFunctionAsWell_losesNoCall() throws Exception {
    GuardedFunction function = startReady(Map.of());
    CompletableFuture<Integer> slow = caller(function).postLater("/sleep/2500");
    await().until(() -> metrics(function).contains("function_requests_in_flight 1\n"));
    CompletableFuture<Integer> exit = function.terminate();
    await().until(() -> function.lines().stream().anyMatch(line -> line.contains("stopping")));
    function.terminateFunction();
    assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
  }

  private static String metrics(GuardedFunction function) throws IOException {
    return caller(function).get("/_/metrics").body();
  }

  @Test
  void maxInflight_usedUp_is429OfTheWatchdog() throws Exception {
    GuardedFunction function = startReady(Map.of("max_inflight", "1"));
    CompletableFuture<Integer> slow = caller(function).postLater("/sleep/1500");
    await().until(() -> caller(function).status("/_/ready") == 429);
    HttpResponse<String> refused = caller(function).post("/echo", "x");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).startsWith("Concurrent request limit exceeded");
    assertThat(header(refused, "X-OpenFaaS-Internal")).isEqualTo("faas-middleware");
    assertThat(header(refused, "Retry-After")).isNull();
    assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(200);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  @Test
  void placesOfTheRuntime_usedUp_are429WithRetryAfter() throws Exception {
    GuardedFunction function = startReady(Map.of("max_concurrency", "1", "max_queue", "0"));
    CompletableFuture<Integer> slow = caller(function).postLater("/sleep/1500");
    await().until(() -> metrics(function).contains("function_requests_in_flight 1\n"));
    HttpResponse<String> refused = caller(function).post("/echo", "x", "X-Call-Id", "call-7");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, "X-OpenFaaS-Internal")).isNull();
    assertThat(refused.body()).contains("call-7");
    assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(200);
  }

  @Test
  void slowSenders_pinNoThread() throws Exception {
    GuardedFunction function = startReady(Map.of("max_concurrency", "1", "max_queue", "0"));
    List<RawCaller> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        String rest = i % 2 == 0 ? "Content-Length: 10\r\n\r\nabc" : "Content-Le";
        RawCaller sender = new RawCaller(function.port());
        slow.add(sender.send("POST /echo HTTP/1.1\r\nHost: x\r\n" + rest));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(caller(function).post("/echo", "quick").statusCode()).isEqualTo(200);
      }
    } finally {
      for (RawCaller sender : slow) sender.close();
    }
  }

  @Test
  void execTimeout_passed_is504AndTheNextCallIsServed() throws Exception {
    GuardedFunction function = startReady(Map.of("exec_timeout", "300ms"));
    HttpResponse<String> late = caller(function).post("/sleep/2000", "x", "X-Timeout", "10s");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(header(late, "X-OpenFaaS-Internal")).isEqualTo("of-watchdog");
    assertThat(caller(function).post("/echo", "next").body()).isEqualTo("next");
  }

  @Test
  void xTimeout_shorterThanExecTimeout_is504() throws Exception {
    HttpResponse<String> late = caller(shared()).post("/sleep/2000", "x", "X-Timeout", "200ms");
    assertThat(late.statusCode()).isEqualTo(504);
  }

  @Test
  void handlerThatThrows_isAProblemWithTheCallIdAndLoggedOnce() throws Exception {
    HttpResponse<String> failed = caller(shared()).post("/throw", "x", "X-Call-Id", "call-42");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(header(failed, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(failed, "X-OpenFaaS-Internal")).isNull();
    assertThat(failed.body()).contains("call-42").doesNotContain("on purpose");
    await().until(() -> logged("call-42") > 0);
    caller(shared()).post("/print/1", "x");
    await().until(() -> shared().lines().contains("x"));
    assertThat(logged("call-42")).isEqualTo(1);
  }

  private long logged(String text) throws IOException {
    return shared().lines().stream().filter(line -> line.contains(text)).count();
  }

  @Test
  void handlerThatReturnsNull_isAProblem() throws Exception {
    HttpResponse<String> failed = caller(shared()).post("/null", "x");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(header(failed, "Content-Type")).isEqualTo("application/problem+json");
  }

  /** Go repeats a GET whose connection ends without an answer; it must never have to. */
  @Test
  void handlerThatThrows_onAReusedConnection_isCalledOnce() throws Exception {
    int before = Integer.parseInt(caller(shared()).get("/thrown").body());
    for (int i = 0; i < 5; i++) {
      assertThat(caller(shared()).status("/throw")).isEqualTo(500);
    }
    assertThat(caller(shared()).get("/thrown").body()).isEqualTo(String.valueOf(before + 5));
  }

  @Test
  void handlerThatDies_endsTheWatchdogWith1() throws Exception {
    GuardedFunction function = startReady(Map.of());
    assertThat(caller(function).postLater("/die").get(20, TimeUnit.SECONDS)).isIn(CUT_OFF, 500);
    assertThat(function.exited().get(20, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void handlerThatEndsWith0_leavesAWatchdogThatFailsEveryCall() throws Exception {
    GuardedFunction function = startReady(Map.of());
    assertThat(caller(function).postLater("/leave").get(20, TimeUnit.SECONDS)).isEqualTo(500);
    HttpResponse<String> next = caller(function).post("/echo", "x");
    assertThat(next.statusCode()).isEqualTo(500);
    assertThat(next.body()).isEmpty();
    assertThat(header(next, "X-OpenFaaS-Internal")).isEqualTo("of-watchdog");
    assertThat(caller(function).status("/_/health")).isEqualTo(200);
    assertThat(function.exited()).isNotDone();
  }

  @Test
  void lineOf100KiB_isPrintedWhole_andDoesNotStopTheNext() throws Exception {
    GuardedFunction function = startReady(Map.of());
    for (int i = 0; i < 4; i++) {
      assertThat(caller(function).post("/print/102400", "x").statusCode()).isEqualTo(200);
    }
    await().until(() -> printed(function).mapToInt(String::length).sum() == 4 * 102_400);
    assertThat(printed(function)).allMatch(line -> line.length() < 65_536);
  }

  private static Stream<String> printed(GuardedFunction function) {
    return function.lines().stream().filter(line -> line.startsWith("xx"));
  }

  @Test
  void binary_isTheSameBothWays() throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    HttpResponse<byte[]> answer = caller(shared()).post("/echo", bytes);
    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
  }

  @Test
  void request_reachesTheHandlerWhole() throws Exception {
    HttpResponse<String> answer =
        caller(shared())
            .post("/echo/a%2Fb?x=1&x=a=b&y=%20", "", "X-Given", "one", "X-Given", "two");
    assertThat(header(answer, "X-Method")).isEqualTo("POST");
    assertThat(header(answer, "X-Path")).isEqualTo("/echo/a%2Fb");
    assertThat(header(answer, "X-Query")).isEqualTo("x=1&x=a=b&y=%20");
    assertThat(header(answer, "X-Given")).isEqualTo("one | two");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(answer, "X-Duration-Seconds")).isNotNull();
  }

  @Test
  void bodyBeyondTheLimit_is413() throws Exception {
    GuardedFunction function = startReady(Map.of("max_body", "1KiB"));
    HttpResponse<String> refused = caller(function).post("/echo", "x".repeat(200_000));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void head_hasNoBody_andTheConnectionGoesOn() throws Exception {
    try (RawCaller raw = new RawCaller(shared().port())) {
      assertThat(raw.send("HEAD /echo HTTP/1.1\r\nHost: x\r\n\r\n").head())
          .startsWith("HTTP/1.1 200 ");
      String head = raw.send("GET /thrown HTTP/1.1\r\nHost: x\r\n\r\n").head();
      assertThat(head).startsWith("HTTP/1.1 200 ");
      assertThat(raw.body(head)).matches("\\d+");
    }
  }

  @Test
  void expectContinue_isAnsweredBeforeTheBody() throws Exception {
    try (RawCaller raw = new RawCaller(shared().port())) {
      raw.send(
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      assertThat(raw.head()).startsWith("HTTP/1.1 100 ");
      String head = raw.send("abc").head();
      assertThat(head).startsWith("HTTP/1.1 200 ");
      assertThat(raw.body(head)).isEqualTo("abc");
    }
  }

  @Test
  void chunkedBodies_severalOnOneConnection_areReadWhole() throws Exception {
    try (RawCaller raw = new RawCaller(shared().port())) {
      for (int i = 0; i < 3; i++) {
        raw.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        String head = raw.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").head();
        assertThat(head).startsWith("HTTP/1.1 200 ");
        assertThat(raw.body(head)).isEqualTo("abcde");
      }
    }
  }

  @Test
  void metrics_areThoseOfTheFunction() throws Exception {
    caller(shared()).post("/echo", "x");
    await()
        .untilAsserted(
            () ->
                assertThat(metrics(shared()))
                    .contains("function_requests_total{code=\"200\"}")
                    .contains("function_requests_in_flight 0\n")
                    .contains("function_request_duration_seconds_count"));
  }
}
