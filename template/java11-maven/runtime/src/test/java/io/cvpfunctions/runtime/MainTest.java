package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a process of a function begins, and how it ends. */
class MainTest {
  private static final Map<String, String> WATCHDOG =
      Map.of("healthcheck_interval", "700ms", "exec_timeout", "10s");

  @TempDir Path temporary;

  @Test
  void start_noFunction_saysSoAndEndsWith1() throws Exception {
    try (var process = FunctionProcess.startWithoutFunction()) {
      assertThat(process.awaitEnd()).isEqualTo(1);
      await().until(() -> process.said("No class com.openfaas.function.Handler on the class path"));
      assertThat(process.output).hasSize(1);
    }
  }

  @Test
  void start_settingsWrongThreeWays_saysAllAndEndsWith1() throws Exception {
    Map<String, String> wrong =
        Map.of("max_queue", "much", "max_concurrency", "-1", "read_timeout", "never");
    try (var process = FunctionProcess.start(wrong)) {
      assertThat(process.awaitEnd()).isEqualTo(1);
      await().until(() -> process.said("cannot start"));
      assertThat(process.output).hasSize(1);
      assertThat(process.output.get(0))
          .contains("max_queue: ", "max_concurrency: ", "read_timeout: ");
    }
  }

  @Test
  void start_portTaken_saysWhichAndEndsWith1() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + taken.getLocalPort();
      try (var process = FunctionProcess.start(Map.of("upstream_url", url))) {
        assertThat(process.awaitEnd()).isEqualTo(1);
        await().until(() -> process.said("Cannot listen on /127.0.0.1:" + taken.getLocalPort()));
      }
    }
  }

  @Test
  void start_readyLock_isThereOnlyOnceReady() throws Exception {
    Path lock = Files.createFile(temporary.resolve(".lock"));
    Files.writeString(lock, "of the watchdog");
    Map<String, String> locked = Map.of("TMPDIR", temporary.toString(), "ready_lock", "true");
    try (var process = FunctionProcess.start(locked).awaitReady()) {
      assertThat(lock).exists().isEmptyFile();
      assertThat(process.status("/_/ready")).isEqualTo(200);
    }
  }

  @Test
  void start_readyLockThatCannotBe_saysSoAndEndsWith1() throws Exception {
    Path absent = temporary.resolve("absent");
    Map<String, String> locked = Map.of("TMPDIR", absent.toString(), "ready_lock", "true");
    try (var process = FunctionProcess.start(locked)) {
      assertThat(process.awaitEnd()).isEqualTo(1);
      await().until(() -> process.said("ready_lock is on, but " + absent.resolve(".lock")));
    }
  }

  @Test
  void start_warmPath_callsTheHandlerBeforeReady() throws Exception {
    try (var process = FunctionProcess.start(Map.of("warm_path", "/")).awaitReady()) {
      assertThat(process.get("/").join().body()).isEqualTo("call 2");
    }
  }

  @Test
  void start_longerDrainThanAnybodyWaits_isSaid() throws Exception {
    Map<String, String> slow = Map.of("healthcheck_interval", "3s", "exec_timeout", "50s");
    try (var process = FunctionProcess.start(slow).awaitReady()) {
      assertThat(process.output.get(0)).contains("\"level\":\"warn\"", "may be cut off", "53");
    }
  }

  @Test
  void train_sample_isCalledAndTheProcessEnds() throws Exception {
    Path sample = Files.writeString(temporary.resolve("sample.json"), "{}");
    try (var process = FunctionProcess.start(Map.of(), "--train", sample.toString())) {
      assertThat(process.awaitEnd()).isZero();
      await().until(() -> process.said("closed after 4"));
      assertThat(process.output).filteredOn(line -> line.contains("\"trained\"")).hasSize(6);
    }
  }

  @Test
  void start_argumentNobodyKnows_isRefused() throws Exception {
    try (var process = FunctionProcess.start(Map.of(), "--help")) {
      assertThat(process.awaitEnd()).isEqualTo(1);
      await().until(() -> process.said("The only arguments are: --train FILE"));
    }
  }

  @Test
  void sigterm_behindTheWatchdog_servesOnAndLosesNoCall() throws Exception {
    try (var process = FunctionProcess.start(WATCHDOG).awaitReady()) {
      var inFlight = process.get("/sleep/1500");
      await().until(() -> process.get("/_/metrics").join().body().contains("_in_flight 1"));
      process.terminate();
      await().until(() -> process.status("/_/ready") == 503);
      assertThat(process.status("/")).isEqualTo(200);
      assertThat(inFlight.join().statusCode()).isEqualTo(200);
      assertThat(process.awaitEnd()).isZero();
      await().until(() -> process.said("\"msg\":\"stopped\""));
      assertThat(process.output).contains("closed after 2");
    }
  }

  /** The callers are the watchdog's: they stop when its listener closes, after the interval. */
  @Test
  void sigterm_underLoad_losesNoCall() throws Exception {
    Map<String, String> watchdog = Map.of("healthcheck_interval", "1s", "exec_timeout", "10s");
    try (var process = FunctionProcess.start(watchdog).awaitReady()) {
      ExecutorService threads = Executors.newCachedThreadPool();
      AtomicLong end = new AtomicLong(Long.MAX_VALUE);
      List<CompletableFuture<Set<Integer>>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(CompletableFuture.supplyAsync(() -> statusesUntil(end, process), threads));
      }
      await().until(() -> callsAnswered(process) > 100);
      process.terminate();
      end.set(System.nanoTime() + Duration.ofMillis(900).toNanos());
      for (var caller : callers) assertThat(caller.join()).containsExactly(200);
      threads.shutdown();
      assertThat(process.awaitEnd()).isZero();
    }
  }

  private static Set<Integer> statusesUntil(AtomicLong end, FunctionProcess process) {
    Set<Integer> statuses = new HashSet<>();
    while (System.nanoTime() < end.get()) statuses.add(process.status("/sleep/5"));
    return statuses;
  }

  private static long callsAnswered(FunctionProcess process) {
    Matcher count =
        Pattern.compile("requests_total\\{code=\"200\"} (\\d+)")
            .matcher(process.get("/_/metrics").join().body());
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  @Test
  void sigterm_idleBehindTheWatchdog_servesForTheWholeInterval() throws Exception {
    try (var process = FunctionProcess.start(WATCHDOG).awaitReady()) {
      process.terminate();
      long start = System.nanoTime();
      assertThat(process.awaitEnd()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
    }
  }

  @Test
  void sigterm_callThatNeverEnds_isCutOffAfterExecTimeout() throws Exception {
    Map<String, String> hasty = Map.of("healthcheck_interval", "0s", "exec_timeout", "400ms");
    try (var process = FunctionProcess.start(hasty).awaitReady()) {
      var stuck = process.get("/sleep/60000");
      await().until(() -> process.get("/_/metrics").join().body().contains("_in_flight 1"));
      process.terminate();
      assertThat(process.awaitEnd()).isZero();
      await().until(() -> process.said("calls were cut off"));
      assertThat(stuck).failsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void sigterm_runByHand_endsAtOnce() throws Exception {
    try (var process = FunctionProcess.start(Map.of()).awaitReady()) {
      process.terminate();
      long start = System.nanoTime();
      assertThat(process.awaitEnd()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void sigterm_severalTimes_losesNoCall() throws Exception {
    try (var process = FunctionProcess.start(WATCHDOG).awaitReady()) {
      var inFlight = process.get("/sleep/1500");
      await().until(() -> process.get("/_/metrics").join().body().contains("_in_flight 1"));
      for (int i = 0; i < 3; i++) {
        process.terminate();
        await().until(() -> process.said("\"msg\":\"stopping\""));
      }
      assertThat(inFlight.join().statusCode()).isEqualTo(200);
      assertThat(process.awaitEnd()).isZero();
      await().until(() -> process.said("\"msg\":\"stopped\""));
      assertThat(process.output).filteredOn(line -> line.contains("stopping")).hasSize(1);
    }
  }

  @Test
  void sigint_twice_endsAtOnce() throws Exception {
    Map<String, String> patient = Map.of("healthcheck_interval", "60s");
    try (var process = FunctionProcess.startInterruptible(patient).awaitReady()) {
      process.interrupt();
      await().until(() -> process.said("\"msg\":\"stopping\""));
      assertThat(process.isAlive()).isTrue();
      process.interrupt();
      assertThat(process.awaitEnd()).isEqualTo(130);
    }
  }

  @Test
  void sigterm_beforeTheHandlerIsMade_losesNoneOfThoseWhoWait() throws Exception {
    int port = freePort();
    Path lock = temporary.resolve(".lock");
    Path start = temporary.resolve("start");
    Map<String, String> slow = new HashMap<>(WATCHDOG);
    slow.put("upstream_url", "http://127.0.0.1:" + port);
    slow.put("starts_when_there_is", start.toString());
    slow.put("ready_lock", "true");
    slow.put("TMPDIR", temporary.toString());
    try (var process = FunctionProcess.start(slow).at(port)) {
      await().ignoreExceptions().until(() -> process.status("/_/ready") == 503);
      var early = process.get("/");
      await().until(() -> process.get("/_/metrics").join().body().contains("_in_flight 1"));
      process.terminate();
      await().until(() -> process.said("\"msg\":\"stopping\""));
      Files.createFile(start);
      assertThat(early.join().statusCode()).isEqualTo(200);
      assertThat(process.awaitEnd()).isZero();
      assertThat(lock).doesNotExist();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void exit_byTheHandler_keepsItsStatusForTheWatchdogToSee() throws Exception {
    try (var process = FunctionProcess.start(WATCHDOG).awaitReady()) {
      var last = process.get("/exit/3");
      assertThat(process.awaitEnd()).isEqualTo(3);
      assertThat(last).failsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void print_lineLongerThanTheWatchdogReads_isBroken() throws Exception {
    try (var process = FunctionProcess.start(Map.of()).awaitReady()) {
      assertThat(process.status("/print/200000")).isEqualTo(200);
      await().until(() -> printed(process).mapToInt(String::length).sum() == 200_000);
      assertThat(printed(process)).allMatch(line -> line.length() <= 60 * 1024);
    }
  }

  private static Stream<String> printed(FunctionProcess process) {
    return process.output.stream().filter(line -> line.startsWith("x"));
  }

  @Test
  void readTimeout_slowSenders_areCutOffButSlowHandlersAreNot() throws Exception {
    try (var process = FunctionProcess.start(Map.of("read_timeout", "1s")).awaitReady()) {
      var slow = process.get("/sleep/3000");
      try (Wire post = new Wire(process.port());
          Wire chunks = new Wire(process.port());
          Wire headers = new Wire(process.port());
          Wire body = new Wire(process.port())) {
        post.send("POST /sleep/3000 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
        chunks.send(
            "POST /sleep/3000 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
        headers.send("GET / HTTP/1.1\r\nHo");
        body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
        assertThat(headers.rest()).isEmpty();
        assertThat(body.rest()).isEmpty();
        assertThat(post.head()).startsWith("HTTP/1.1 200 ");
        assertThat(chunks.head()).startsWith("HTTP/1.1 200 ");
      }
      assertThat(slow.join().statusCode()).isEqualTo(200);
      assertThat(process.isAlive()).isTrue();
    }
  }
}
