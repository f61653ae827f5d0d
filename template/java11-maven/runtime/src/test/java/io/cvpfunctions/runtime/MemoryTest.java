package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process with the memory of the starter, which ends when that is used up. */
class MemoryTest {
  private static final Map<String, String> SMALL =
      Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError");

  @ParameterizedTest(name = "{0} bodies of {1} bytes, length announced: {2}")
  @CsvSource({"100, 1000000, true", "100, 1000000, false", "16, 15000000, true"})
  void bodies_moreAtOnceThanMemory_areTakenOrToldToComeLater(int count, int size, boolean announced)
      throws Exception {
    try (var process = FunctionProcess.start(SMALL).awaitReady()) {
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      byte[] body = new byte[size];
      for (int i = 0; i < count; i++) calls.add(process.post("/echo", body(body, announced)));

      List<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join).toList();
      assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 429);
      assertThat(refused(answers)).allMatch(MemoryTest::saysWhy);
      assertThat(process.post("/echo", body(body, announced)).join().body()).hasSize(size);
    }
  }

  @Test
  void body_whileAnotherHoldsTheMemory_isToldToComeLater() throws Exception {
    byte[] large = new byte[15_000_000];
    try (var process = FunctionProcess.start(SMALL).awaitReady();
        Wire slow = new Wire(process.port())) {
      slow.send("POST /echo HTTP/1.1\r\nHost: f\r\nContent-Length: 15000000\r\n\r\n")
          .send("a".repeat(14_900_000));
      await().until(() -> saysWhy(process.post("/echo", body(large, true)).join()));
      assertThat(process.get("/_/metrics").join().body())
          .contains("function_rejections_total{reason=\"no_room\"} 1");
      slow.send("a".repeat(100_000));
      assertThat(slow.head()).startsWith("HTTP/1.1 200");
    }
  }

  private static boolean saysWhy(HttpResponse<String> answer) {
    return answer.statusCode() == 429
        && answer.headers().firstValue("Retry-After").isPresent()
        && answer.body().contains("Other bodies hold the memory");
  }

  /** The server needs the header's bytes beside its text. */
  @Test
  void answer_thatCannotBeSent_isAProblemInItsPlace() throws Exception {
    Map<String, String> lasting = Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m -XX:+UseSerialGC");
    try (var process = FunctionProcess.start(lasting).awaitReady()) {
      HttpResponse<String> answer = process.get("/header/50000000").join();
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      await().until(() -> process.said("a call failed in the runtime"));
    }
  }

  private static Stream<HttpResponse<String>> refused(List<HttpResponse<String>> answers) {
    return answers.stream().filter(answer -> answer.statusCode() == 429);
  }

  private static BodyPublisher body(byte[] bytes, boolean announced) {
    return announced
        ? BodyPublishers.ofByteArray(bytes)
        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  @Test
  void answer_thatMemoryHoldsOnlyOnce_arrivesWhole() throws Exception {
    try (var process = FunctionProcess.start(SMALL).awaitReady()) {
      assertThat(process.get("/large/50000000").join().body()).hasSize(50_000_000);
    }
  }
}
