package io.cvpfunctions.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openfaas.model.IResponse;
import com.openfaas.model.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is given, whatever the handler does. */
class ResponseTest {
  private RunningServer running;

  @Test
  void response_full_isSentAsSet() throws Exception {
    HttpResponse<String> answer =
        answerTo(
            response -> {
              response.setStatusCode(422);
              response.setContentType("application/json");
              response.setHeader("X-Two", "2");
              response.setBody("{\"a\":\"ü\"}");
            });
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
    assertThat(answer.headers().firstValue("x-two")).contains("2");
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    assertThat(answer.body()).isEqualTo("{\"a\":\"ü\"}");
  }

  @Test
  void response_nothingSet_isEmptyTextWithAType() throws Exception {
    HttpResponse<String> answer =
        answerTo(
            response -> {
              response.setContentType(null);
              response.setBody(null);
              response.setHeader("X-Null", null);
            });
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Length")).contains("0");
    assertThat(answer.headers().firstValue("X-Null")).isEmpty();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void response_typeAsHeaderInAnyCase_countsOnce() throws Exception {
    HttpResponse<String> answer = answerTo(response -> response.setHeader("content-TYPE", "a/b"));
    assertThat(answer.headers().allValues("Content-Type")).containsExactly("a/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void response_blankType_isAsIfUnset(String blank) throws Exception {
    HttpResponse<String> answer = answerTo(response -> response.setHeader("Content-Type", blank));
    assertThat(answer.headers().allValues("Content-Type"))
        .containsExactly("text/plain; charset=utf-8");
  }

  @Test
  void response_latinInAHeader_isSent() throws Exception {
    answerTo(response -> response.setHeader("X", "a\tü\u00ff"));
    try (Wire wire = running.wire()) {
      assertThat(wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").head()).contains("a\tü\u00ff");
    }
  }

  @Test
  void response_charsetInType_isTheOneOfTheBytes() throws Exception {
    running =
        RunningServer.serving(
            request -> {
              Response response = new Response();
              response.setContentType("text/plain; charset=iso-8859-1");
              response.setBody("ü");
              return response;
            });
    assertThat(running.sendForBytes(running.to("/")).body()).isEqualTo("ü".getBytes(ISO_8859_1));
  }

  @Test
  void response_framingHeaders_areNotTheHandlersToSet() throws Exception {
    HttpResponse<String> answer =
        answerTo(
            response -> {
              response.setHeader("Content-Length", "1");
              response.setHeader("transfer-encoding", "gzip");
              response.setBody("three");
            });
    assertThat(answer.body()).isEqualTo("three");
    assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
  }

  @Test
  void response_bytes_areUntouched() throws Exception {
    byte[] sent = new byte[100_000];
    new Random(2).nextBytes(sent);
    running =
        RunningServer.serving(
            request -> {
              BytesResponse response = new BytesResponse();
              response.setContentType("image/png");
              response.setBodyBytes(sent);
              return response;
            });
    HttpResponse<byte[]> answer = running.sendForBytes(running.to("/"));
    assertThat(answer.body()).isEqualTo(sent);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
  }

  @Test
  void response_bytesUnset_isTheText() throws Exception {
    running =
        RunningServer.serving(
            request -> {
              BytesResponse response = new BytesResponse();
              response.setBody("text");
              return response;
            });
    assertThat(running.get("/").body()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void response_statusWithoutBody_hasNone(int status) throws Exception {
    answerTo(
        response -> {
          response.setStatusCode(status);
          response.setBody("nobody may see this");
        });
    try (Wire wire = running.wire()) {
      wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 " + status + " ").endsWith("\r\n\r\n");
    }
  }

  @Test
  void head_body_isMeasuredButNotSent() throws Exception {
    running = RunningServer.serving(request -> text("12345"));
    try (Wire wire = running.wire()) {
      wire.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Content-Length: 5");
      wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 ");
      assertThat(wire.body(5)).isEqualTo("12345");
    }
  }

  @Test
  void connection_severalCalls_isKept() throws Exception {
    running = RunningServer.serving(request -> text(request.getBody()));
    try (Wire wire = running.wire()) {
      for (int i = 0; i < 20; i++) {
        wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n" + i % 10);
        wire.head();
        assertThat(wire.body(1)).isEqualTo("" + i % 10);
      }
    }
  }

  @Test
  void connection_twoRequestsInOnePacket_areBothAnsweredInOrder() throws Exception {
    running = RunningServer.serving(request -> text(request.getPathRaw()));
    try (Wire wire = running.wire()) {
      wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
      wire.head();
      assertThat(wire.body(2)).isEqualTo("/a");
      wire.head();
      assertThat(wire.body(2)).isEqualTo("/b");
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        failure(
            "java.lang.IllegalStateException: secret",
            () -> fail(new IllegalStateException("secret"))),
        failure("java.lang.OutOfMemoryError: secret", () -> fail(new OutOfMemoryError("secret"))),
        failure(
            "java.lang.NoClassDefFoundError: secret",
            () -> fail(new NoClassDefFoundError("secret"))),
        failure("java.lang.StackOverflowError", ResponseTest::endless),
        failure("The handler returned null", () -> null),
        failure("The handler set the status 99", () -> status(99)),
        failure("The handler set the status 100", () -> status(100)),
        failure("The handler set the status 1000", () -> status(1000)),
        failure(
            "The handler set what no header can hold in X",
            () -> header("X", "a\r\nSet-Cookie: b")),
        failure(
            "The handler set what no header can hold in X",
            () -> header("X", "\u010d\u010aSet-Cookie: b")),
        failure("The handler set what no header can hold in X", () -> header("X", "a\u0080→")),
        failure("what no header can hold in Content-Type", () -> type("text/ž")),
        failure("Unspeakable", () -> fail(new Unspeakable())),
        failure("The handler set a header without a valid name", () -> header("X Y", "secret")));
  }

  private static Arguments failure(String logged, Supplier<IResponse> behaviour) {
    return Arguments.of(logged, behaviour);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void handler_thatFails_isAProblemToTheCallerAndOneLineInTheLog(
      String logged, Supplier<IResponse> behaviour) throws Exception {
    running = RunningServer.serving(request -> behaviour.get());
    HttpResponse<String> answer =
        running.send(
            running
                .to("/a/b?token=secret")
                .header("X-Call-Id", "call-17")
                .POST(BodyPublishers.ofString("body")));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                + "\"detail\":\"The function failed; its log says why.\",\"callId\":\"call-17\"}");
    assertThat(running.log().lines()).hasSize(1);
    assertThat(running.log())
        .contains("\"level\":\"error\"", "\"callId\":\"call-17\"", "\"method\":\"POST\"")
        .contains("\"path\":\"/a/b\"", logged, "\"stack\":\"", "\\n\\tat ")
        .doesNotContain("token=");
  }

  @Test
  void handler_thatFailsForACallWithoutId_getsOneInAnswerAndLog() throws Exception {
    running = RunningServer.serving(request -> null);
    String body = running.get("/").body();
    String id = body.replaceAll(".*\"callId\":\"(local-[0-9a-f]{16})\".*", "$1");
    assertThat(id).hasSize(22);
    assertThat(running.log()).contains(id);
  }

  @Test
  void handler_thatFailsForALongCall_isLoggedInALineTheWatchdogReads() throws Exception {
    running = RunningServer.serving(request -> fail(new IllegalStateException("é".repeat(50_000))));
    try (Wire wire = running.wire()) {
      String id = "i".repeat(39_000);
      wire.send("GET /" + "p".repeat(40_000) + " HTTP/1.1\r\nX-Call-Id: " + id + "\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 500 ");
    }
    assertThat(running.log().lines()).hasSize(1);
    assertThat(running.log().getBytes(UTF_8)).hasSizeLessThan(60 * 1024);
    assertThat(running.log()).contains("i".repeat(1000), "p".repeat(1000), "éééé");
  }

  @Test
  void handler_thatLeavesItsThreadInterrupted_harmsNobody() throws Exception {
    running =
        RunningServer.serving(
            request -> {
              Thread.currentThread().interrupt();
              return text("fine");
            });
    for (int i = 0; i < 5; i++) assertThat(running.get("/").body()).isEqualTo("fine");
  }

  @Test
  void answer_large_arrivesWhole() throws Exception {
    running = RunningServer.serving(request -> text("ü".repeat(3_000_000)));
    assertThat(running.sendForBytes(running.to("/")).body())
        .isEqualTo("ü".repeat(3_000_000).getBytes(UTF_8));
  }

  private HttpResponse<String> answerTo(Consumer<Response> setting) throws Exception {
    running =
        RunningServer.serving(
            request -> {
              Response response = new Response();
              setting.accept(response);
              return response;
            });
    return running.get("/");
  }

  private static Response text(String text) {
    Response response = new Response();
    response.setBody(text);
    return response;
  }

  private static Response status(int status) {
    Response response = new Response();
    response.setStatusCode(status);
    return response;
  }

  private static Response header(String name, String value) {
    Response response = new Response();
    response.setHeader(name, value);
    return response;
  }

  private static Response type(String type) {
    Response response = new Response();
    response.setContentType(type);
    return response;
  }

  /** Fails whoever asks what is wrong. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("secret");
    }
  }

  private static IResponse fail(RuntimeException failure) {
    throw failure;
  }

  private static IResponse fail(Error failure) {
    throw failure;
  }

  private static IResponse endless() {
    return Thread.currentThread().isAlive() ? endless() : null;
  }
}
