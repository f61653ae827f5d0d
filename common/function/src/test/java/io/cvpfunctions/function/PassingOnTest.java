package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answer says where somebody else, or nobody, calls what follows. */
class PassingOnTest {
  private static final Map<String, String> CALLER = Map.of("X-Chain", "caller");
  private static final CloudEvent MOVE = RunningFunction.move("1", "JPE1");

  @TempDir Path secrets;

  private RunningFunction echo;

  @BeforeEach
  void start() {
    echo =
        RunningFunction.in(secrets)
            .with("chain_to", "notify-slack run-validation?async")
            .with("gateway_url", "http://127.0.0.1:1");
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"caller", "Caller", " CALLER "})
  void callerChains_isToldTheEventAndTheNames(String header) {
    JsonNode answer = echo.send(MOVE, Map.of("X-Chain", header)).json();

    assertThat(answer.path("outcome").asText()).isEqualTo("done");
    assertThat(answer.path("event").path("id").asText()).isEqualTo("1");
    assertThat(answer.path("chainTo")).hasToString("[\"notify-slack\",\"run-validation?async\"]");
    assertThat(answer.has("chain")).isFalse();
  }

  @Test
  void callerChains_isToldTheEventOfTheFunctionsOwn() {
    CloudEvent richer = Events.withExtension(MOVE, "slackthread", "C1:17.2");
    echo.function.work = event -> Outcome.done(Reply.object()).passingOn(richer);

    JsonNode event = echo.send(MOVE, CALLER).json().path("event");

    assertThat(event.path("slackthread").asText()).isEqualTo("C1:17.2");
  }

  @Test
  void callerChains_isAnsweredJsonWhateverTheFormat() {
    echo.function.work = event -> Outcome.done(Reply.object()).answeredAs("text/plain", "hello");

    assertThat(echo.send(MOVE, CALLER).json().path("chainTo")).hasSize(2);
  }

  @Test
  void sentAt_isNotPassedOnNorSeenByTheWork() {
    echo.function.work =
        event -> {
          assertThat(event.getExtension(Events.SENT_AT)).isNull();
          return Outcome.done(Reply.object());
        };
    CloudEvent sent = Events.withExtension(MOVE, Events.SENT_AT, "2026-01-02T03:04:05Z");

    JsonNode answer = echo.send(sent, CALLER).json();
    JsonNode batch = echo.send(List.of(sent), CALLER).json();

    assertThat(answer.path("event").has("sentat")).isFalse();
    assertThat(batch.path("results").path(0).path("event").has("sentat")).isFalse();
    assertThat(batch.path("results").path(0).path("status").asInt()).isEqualTo(200);
  }

  @Test
  void nobodyChains_nothingIsNamed() {
    Received answer = echo.send(MOVE, Map.of("X-Chain", "none"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("chainTo")).isFalse();
    assertThat(answer.json().has("chain")).isFalse();
  }

  @Test
  void skipped_doesNotChain() {
    echo.function.work = event -> Outcome.skipped("nothing to do for JPE1");

    Received own = echo.send(MOVE);
    Received callers = echo.send(MOVE, CALLER);

    assertThat(own.status()).isEqualTo(200);
    assertThat(own.json().path("outcome").asText()).isEqualTo("skipped");
    assertThat(own.json().path("result").path("reason").asText()).contains("nothing to do");
    assertThat(own.json().has("chain")).isFalse();
    assertThat(callers.json().has("chainTo")).isFalse();
  }

  @Test
  void unchained_doesNotChain() {
    echo.function.work = event -> Outcome.done(Reply.object()).unchained();

    assertThat(echo.send(MOVE).status()).isEqualTo(200);
    assertThat(echo.send(MOVE, CALLER).json().has("chainTo")).isFalse();
  }

  @Test
  void noChain_isPlainlyDone() {
    echo.with("chain_to", " ");

    JsonNode answer = echo.send(MOVE).json();

    assertThat(answer.has("chain")).isFalse();
    assertThat(answer.has("event")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "notify-slack?later", "?async", "http://x"})
  void chainToNoFunction_isAProblemOfTheSettings(String step) {
    Received answer = echo.with("chain_to", "notify-slack " + step).send(MOVE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("errors"))
        .hasToString("[\"chain_to: " + step + " is neither NAME nor NAME?async\"]");
  }
}
