package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openfaas.model.IHandler;
import com.openfaas.model.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when callers are many, slow or large. */
class LoadTest {
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Semaphore exits = new Semaphore(0);

  private final IHandler waiting =
      request -> {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        exits.acquireUninterruptibly();
        inside.decrementAndGet();
        return new Response();
      };

  @Test
  void calls_atOnce_runAtOnce() throws Exception {
    RunningServer running = RunningServer.serving(waiting);
    var calls = calls(running, 40);
    await().until(() -> inside.get() == 40);
    exits.release(40);
    assertThat(statuses(calls)).hasSize(40).containsOnly(200);
  }

  @Test
  void calls_beyondConcurrencyAndQueue_are429AndNeverRun() throws Exception {
    RunningServer running =
        RunningServer.serving(waiting, Map.of("max_concurrency", "2", "max_queue", "3"));
    var running2 = calls(running, 2);
    await().until(() -> inside.get() == 2);
    var queued = calls(running, 3);
    await().until(() -> metrics(running).contains("function_requests_queued 3"));

    HttpResponse<String> refused = running.send(running.to("/").header("X-Call-Id", "17"));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("\"status\":429", "\"callId\":\"17\"");

    exits.release(5);
    assertThat(statuses(running2)).containsOnly(200);
    assertThat(statuses(queued)).containsOnly(200);
    assertThat(most).hasValue(2);
    await().until(() -> running.server.inFlight() == 0);
    assertThat(metrics(running))
        .contains("function_requests_total{code=\"200\"} 5\n")
        .contains("function_requests_total{code=\"429\"} 1\n")
        .contains("function_rejections_total{reason=\"busy\"} 1\n")
        .contains("function_requests_in_flight 0\n", "function_requests_queued 0\n")
        .contains("function_request_duration_seconds_count 6\n")
        .contains("function_request_duration_seconds_bucket{le=\"+Inf\"} 6\n");
  }

  @Test
  void call_queuedLongerThanExecTimeout_is429AndNeverRun() throws Exception {
    RunningServer running =
        RunningServer.serving(waiting, Map.of("max_concurrency", "1", "exec_timeout", "200ms"));
    var first = calls(running, 1);
    await().until(() -> inside.get() == 1);
    assertThat(running.get("/").statusCode()).isEqualTo(429);
    exits.release(2);
    assertThat(statuses(first)).containsOnly(200);
    assertThat(most).hasValue(1);
  }

  @Test
  void slowSenders_many_keepNobodyFromTheHandler() throws Exception {
    exits.release(1000);
    RunningServer running =
        RunningServer.serving(waiting, Map.of("max_concurrency", "1", "max_queue", "0"));
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        String rest = i % 2 == 0 ? "Content-Length: 10\r\n\r\nabc" : "Content-Le";
        slow.add(running.wire().send("POST / HTTP/1.1\r\nHost: x\r\n" + rest));
      }
      for (int i = 0; i < 20; i++) assertThat(running.post("quick").statusCode()).isEqualTo(200);
    } finally {
      for (Wire wire : slow) wire.close();
    }
  }

  /** As many as there are threads and more, so that somebody has to go. */
  @Test
  void slowCallers_moreThanThreads_areCutOffWhileOthersCall() throws Exception {
    RunningServer running =
        RunningServer.serving(
            request -> {
              Response response = new Response();
              response.setBody("x".repeat(request.getBody().equals("large") ? 20 << 20 : 1));
              return response;
            },
            Map.of("max_concurrency", "1", "max_queue", "0"));
    List<Wire> slow = new ArrayList<>();
    try {
      String[] rests = {"Content-Length: 5\r\n\r\nlarge", "Content-Length: 9\r\n\r\nabc", "Cont"};
      for (int i = 0; i < 600; i++) {
        slow.add(
            running.wire().send("POST / HTTP/1.1\r\nHost: x\r\n" + rests[Math.min(i, 1 + i % 2)]));
        if (i == 0) await().until(() -> running.server.inFlight() == 1);
      }
      var call = running.sendAsync(running.to("/"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                var unused = running.sendAsync(running.to("/_/ready"));
                return call.isDone();
              });
      assertThat(call.join().statusCode()).isEqualTo(200);
      assertThat(slow.get(0).rest()).hasSizeLessThan(20 << 20);
    } finally {
      for (Wire wire : slow) wire.close();
    }
  }

  @Test
  void body_ofExactlyTheLimit_isTaken() throws Exception {
    exits.release(1);
    RunningServer running = RunningServer.serving(waiting, Map.of("max_body", "1KiB"));
    assertThat(running.post("x".repeat(1024)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void body_beyondTheLimit_is413(boolean lengthIsKnown) throws Exception {
    RunningServer running = RunningServer.serving(waiting, Map.of("max_body", "1MiB"));
    var text = BodyPublishers.ofString("x".repeat((2 << 20)));
    var body = lengthIsKnown ? text : BodyPublishers.fromPublisher(text);
    HttpResponse<String> answer = running.send(running.to("/").POST(body));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":413", "max_body, which is 1048576 bytes");
    assertThat(most).hasValue(0);
    assertThat(metrics(running)).contains("function_rejections_total{reason=\"too_large\"} 1\n");
  }

  @Test
  void start_callsBeforeTheHandlerIsThere_waitForIt() throws Exception {
    RunningServer running = RunningServer.starting(Map.of());
    assertThat(running.get("/_/ready").statusCode()).isEqualTo(503);
    assertThat(running.get("/_/health").statusCode()).isEqualTo(200);
    var early = calls(running, 3);
    await().until(() -> running.server.inFlight() == 3);
    exits.release(3);
    running.server.serve(waiting);
    assertThat(statuses(early)).containsOnly(200);
    assertThat(running.get("/_/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void start_handlerThatTakesTooLong_is503() throws Exception {
    RunningServer running = RunningServer.starting(Map.of("exec_timeout", "100ms"));
    HttpResponse<String> answer = running.get("/");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void stopping_isNotReadyButStillServes() throws Exception {
    exits.release(1);
    RunningServer running = RunningServer.serving(waiting);
    running.server.stopping();
    assertThat(running.get("/_/ready").statusCode()).isEqualTo(503);
    assertThat(running.get("/_/health").statusCode()).isEqualTo(200);
    assertThat(running.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void caller_whoIsGoneBeforeTheAnswer_isOneLineInTheLog() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    RunningServer running =
        RunningServer.serving(
            request -> {
              entered.countDown();
              exits.acquireUninterruptibly();
              Response large = new Response();
              large.setBody("x".repeat(20 << 20));
              return large;
            });
    try (Wire wire = running.wire()) {
      wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      entered.await();
    }
    exits.release();
    await().until(() -> running.server.inFlight() == 0);
    assertThat(running.log().lines()).hasSize(1);
    assertThat(running.log()).contains("the caller was gone before the answer");
  }

  private static List<CompletableFuture<HttpResponse<String>>> calls(RunningServer on, int count) {
    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(on.sendAsync(on.to("/").POST(BodyPublishers.ofString("call " + i))));
    }
    return calls;
  }

  private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> calls) {
    return calls.stream().map(call -> call.join().statusCode()).toList();
  }

  private static String metrics(RunningServer running) throws Exception {
    return running.get("/_/metrics").body();
  }
}
