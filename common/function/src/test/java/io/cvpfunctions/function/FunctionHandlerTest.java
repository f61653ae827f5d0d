package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionHandlerTest {
  private static final CloudEvent MOVE = RunningFunction.move("1", "JPE1");

  @TempDir Path secrets;

  private RunningFunction echo;

  @BeforeEach
  void start() {
    echo = RunningFunction.in(secrets);
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  @Test
  void done_isLoggedInOneLineThatFindsItAgain() throws Exception {
    try (RecordingLog log = new RecordingLog()) {
      echo.send(MOVE, Map.of("X-Call-Id", "call-1"));

      assertThat(log.lines("call-1"))
          .singleElement()
          .asString()
          .matches(
              "\\{\"time\":\"[0-9T:.-]+Z\",\"level\":\"INFO\",\"logger\":\"io.cvpfunctions.outcome\","
                  + "\"message\":\"echo done\",\"callId\":\"call-1\",\"id\":\"1\","
                  + "\"type\":\"cvp.device.moved\",\"subject\":\"JPE1\",\"status\":200,"
                  + "\"ms\":\\d+}\n");
    }
  }

  @Test
  void errorOfOurs_is500WithoutAStackTraceAndLoggedOnce() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("hush-hush"),
            new AssertionError("hush-hush"),
            new StackOverflowError(),
            new NoClassDefFoundError("org/gone"),
            new OutOfMemoryError("hush-hush"))) {
      try (RecordingLog log = new RecordingLog()) {
        Received answer = throwing(thrown);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.contentType()).isEqualTo(Problem.CONTENT_TYPE);
        assertThat(answer.body()).contains("its log has more").doesNotContain("hush");
        assertThat(answer.body()).doesNotContain(thrown.getClass().getSimpleName());
        assertThat(log.lines(thrown.getClass().getName()))
            .singleElement()
            .asString()
            .contains("\"level\":\"ERROR\"", answer.json().path("callId").asText());
      }
    }
  }

  @Test
  void checkedExceptionThrownBehindTheCompilersBack_is500() {
    assertThat(throwing(new InterruptedException()).status()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, 502,",
    "NO_ANSWER, 502,",
    "OUT_OF_TIME, 504,",
    "BROKEN, 502,",
    "LATER, 429,",
    "OPERATOR, 503, 300",
    "REJECTED, 422,"
  })
  void remoteFails_isTheStatusOfItsKind(Kind kind, int status, String retryAfter) {
    Received answer = throwing(CallFailedException.of("CMDB", kind, "it said no"));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
    assertThat(answer.json().path("title").asText()).isEqualTo("CMDB did not do its part");
    assertThat(answer.json().path("errors")).hasToString("[\"CMDB: it said no\"]");
  }

  @Test
  void retryAfter_isRoundedUp() {
    Duration wait = Duration.ofMillis(1500);
    Received answer = throwing(CallFailedException.later("Slack", "too fast", wait));

    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void wrongData_is422WithEveryReason() {
    Received answer = throwing(new EventDataException(List.of("a: wrong", "b: missing")));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors")).hasToString("[\"a: wrong\",\"b: missing\"]");
    assertThat(answer.json().path("type").asText()).isEqualTo("about:blank");
  }

  @Test
  void problemOfTheFunctions_isAnsweredAsItIs() {
    Received answer =
        throwing(new ProblemException(Problem.later(503, "not yet", Duration.ofSeconds(60))));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("60");
  }

  @Test
  void callId_isKept() {
    Received answer = echo.send(MOVE, Map.of("x-call-id", "call-1"));

    assertThat(answer.header("X-Call-Id")).isEqualTo("call-1");
    assertThat(echo.function.calls.get(0).id()).isEqualTo("call-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\r\nSet-Cookie: x", "ä"})
  void callIdThatIsNone_isMade(String header) {
    String made = echo.send(MOVE, Map.of("X-Call-Id", header)).header("X-Call-Id");

    assertThat(made).matches("[0-9a-f-]{36}");
    assertThat(echo.send(MOVE, Map.of("X-Call-Id", "x".repeat(9999))).header("X-Call-Id"))
        .hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    ",, 24000",
    "10s,, 9000",
    "10s, 5s, 4000",
    "10s, 20s, 9000",
    "10s, 0s, 9000",
    "10s, soon, 9000",
    "50, 30s, 29000",
    "0, 30s, 29000",
    "0,, 86399000",
    "10s, 500ms, 0",
  })
  void budget_isTheSmallerOfBothLessASecond(String execTimeout, String header, long expected) {
    if (execTimeout != null) echo.with("exec_timeout", execTimeout);
    echo.function.work =
        event -> Outcome.done(Reply.object().put("left", left(echo.function.calls)));

    Received answer = echo.send(MOVE, header == null ? Map.of() : Map.of("X-Timeout", header));

    long left = answer.json().path("result").path("left").asLong(-1);
    assertThat(left).isBetween(Math.max(0, expected - 5000), expected);
  }

  @Test
  void execTimeoutThatLeavesNothing_isAProblemOfTheSettings() {
    Received answer = echo.with("exec_timeout", "1s").send(MOVE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("exec_timeout=1s leaves no time: a second is for the answer");
  }

  @Test
  void secretMountedLater_mendsTheFunctionWithoutARestart() {
    FakeClock clock = new FakeClock(Instant.parse("2026-01-02T03:04:05Z"));
    echo.with("wants_secret", "true").at(clock);
    try (RecordingLog log = new RecordingLog()) {
      Received before = echo.send(MOVE);
      echo.mount("fake-secret", "hush-hush");
      Received atOnce = echo.send(MOVE);
      clock.advance(Duration.ofSeconds(1));
      Received after = echo.send(MOVE);

      assertThat(before.status()).isEqualTo(503);
      assertThat(before.header("Retry-After")).isEqualTo("300");
      assertThat(before.json().path("detail").asText()).contains("faas-cli secret create");
      assertThat(atOnce.status()).isEqualTo(503);
      assertThat(after.status()).isEqualTo(200);
      assertThat(log.lines("cannot work until its settings are mended")).hasSize(1);
      assertThat(log.lines("hush-hush")).isEmpty();
    }
  }

  @Test
  void settingsStillWrong_areNotLoggedAgain() {
    FakeClock clock = new FakeClock(Instant.parse("2026-01-02T03:04:05Z"));
    echo.with("max_body", "huge").at(clock);
    try (RecordingLog log = new RecordingLog()) {
      for (int i = 0; i < 3; i++) {
        assertThat(echo.send(MOVE).status()).isEqualTo(503);
        clock.advance(Duration.ofSeconds(2));
      }
      assertThat(log.lines("cannot work until")).hasSize(1);
    }
  }

  @Test
  void get_describes() {
    JsonNode answer = echo.with("chain_to", "notify-slack").send("GET", "", Map.of()).json();

    assertThat(answer.path("function").asText()).isEqualTo("echo");
    assertThat(answer.path("version").asText()).isEqualTo("unpackaged");
    assertThat(answer.path("description").asText()).isEqualTo("Says what moved.");
    assertThat(answer.path("types")).hasToString("[\"cvp.device.moved\"]");
    assertThat(answer.path("settings"))
        .hasToString(
            "{\"exec_timeout\":\"25s\",\"write_timeout\":\"30s\",\"max_body\":\"1MiB\","
                + "\"chain_to\":\"notify-slack\",\"wants_secret\":\"false\"}");
    assertThat(echo.send("HEAD", "", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void typed_isTheFunctionsOwnEvent() {
    String data =
        "{\"device\":{\"serialNumber\":\"JPE1\"},\"from\":{\"name\":\"a\"},"
            + "\"to\":{\"name\":\"b\"}}";

    Received answer = echo.send("POST", data, Map.of("X-Call-Id", "call-1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(echo.function.seen).containsExactly("call-1");
  }

  @Test
  void firstAttempt_andQuery_areForTheWork() {
    echo.send(MOVE, Map.of("X-First-Attempt", "2026-01-02T03:04:05Z"));
    echo.send(MOVE, Map.of("X-First-Attempt", "yesterday"));

    assertThat(echo.function.calls.get(0).firstAttempt())
        .contains(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(echo.function.calls.get(1).firstAttempt()).isEmpty();
    assertThat(echo.function.calls.get(0).query("format")).isEmpty();
    assertThat(echo.function.calls.get(0).header("content-type")).isPresent();
  }

  @Test
  void close_closesTheFunction() {
    echo.send(MOVE);
    echo.close();
    assertThat(echo.function.closed).isEqualTo(1);
  }

  @Test
  void close_whileSettingsAreWrong_doesNothing() {
    echo.with("max_body", "huge").send(MOVE);
    echo.handler().close();
    assertThat(echo.function.closed).isZero();
  }

  @Test
  void startAsAFunctionStarts_readsTheProcessEnvironment() {
    try (FunctionHandler handler = FunctionHandler.start("echo", settings -> echo.function)) {
      FakeRawRequest request = new FakeRawRequest("GET", new byte[0], Map.of());
      assertThat(new Received(handler.handle(request)).status()).isEqualTo(200);
    }
  }

  private static long left(List<Call> calls) {
    return calls.get(calls.size() - 1).budget().left().toMillis();
  }

  private Received throwing(Throwable thrown) {
    echo.function.work =
        event -> {
          FunctionHandlerTest.<RuntimeException>sneak(thrown);
          return null;
        };
    return echo.send(MOVE);
  }

  /** Throws anything without declaring it, as other languages do. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
