package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
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
  void allDone_is200WithResultsByIdInOrder() {
    Received answer = send(Map.of(), move("b", "JPE2"), move("a", "JPE1"), move("c", "JPE2"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(statuses(answer)).containsExactly("b 200", "a 200", "c 200");
    assertThat(answer.json().path("results").path(0).path("outcome").asText()).isEqualTo("done");
    assertThat(answer.json().path("results").path(0).path("result").path("move").asText())
        .contains("JPE2");
    assertThat(answer.header("Retry-After")).isNull();
  }

  @Test
  void oneFailed_isTheWorstStatusAndThatDevicesLaterEventsWait() {
    failing(Map.of("1", Kind.BROKEN));

    Received answer =
        send(Map.of(), move("1", "JPE1"), move("2", "JPE2"), move("3", "JPE1"), move("4", "JPE2"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(statuses(answer)).containsExactly("1 502", "2 200", "3 503", "4 200");
    assertThat(echo.function.seen).containsExactly("1", "2", "4");
    JsonNode waiting = answer.json().path("results").path(2);
    assertThat(waiting.path("detail").asText())
        .isEqualTo("an earlier event of JPE1 in this batch failed");
    assertThat(waiting.path("retryAfter").asInt()).isEqualTo(1);
  }

  @Test
  void eventsWithoutSubject_waitForNobody() {
    failing(Map.of("1", Kind.REJECTED));

    Received answer = send(Map.of(), bare("1"), bare("2"));

    assertThat(statuses(answer)).containsExactly("1 422", "2 200");
  }

  @Test
  void laterAndOperator_sayHowLongToWait() {
    failing(Map.of("1", Kind.OPERATOR));

    Received answer = send(Map.of(), move("1", "JPE1"), move("2", "JPE2"));

    assertThat(statuses(answer)).containsExactly("1 503", "2 200");
    assertThat(answer.json().path("results").path(0).path("retryAfter").asInt()).isEqualTo(300);
    assertThat(answer.header("Retry-After")).isEqualTo("300");
  }

  @Test
  void waitOfCenturies_isAnsweredAsWell() {
    Duration centuries = Duration.ofDays(365_000);
    echo.function.work =
        event -> {
          throw CallFailedException.later("CMDB", "later", centuries);
        };
    JsonNode result = send(Map.of(), move("1", "JPE1")).json().path("results").path(0);

    assertThat(result.path("retryAfter").asLong()).isEqualTo(centuries.toSeconds());
  }

  @Test
  void budgetEnds_theRestIsForLater() {
    echo.function.work =
        event -> {
          while (!echo.function.calls.get(0).budget().spent()) Thread.onSpinWait();
          return Outcome.done(Reply.object());
        };

    Received answer =
        send(Map.of("X-Timeout", "2s"), move("1", "a"), move("2", "b"), move("3", "c"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(statuses(answer)).containsExactly("1 200", "2 503", "3 503");
    assertThat(answer.json().path("results").path(2).path("detail").asText())
        .isEqualTo("the time ended before this event");
  }

  @Test
  void unknownTypes_are422EachAndTheRestIsDone() {
    CloudEvent unknown = CloudEventBuilder.from(move("2", "JPE1")).withType("no.such").build();

    Received answer = send(Map.of(), move("1", "JPE1"), unknown, move("3", "JPE1"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(statuses(answer)).containsExactly("1 200", "2 422", "3 200");
    assertThat(answer.json().path("results").path(1).path("detail").asText())
        .isEqualTo("echo has no work for the type no.such, only for cvp.device.moved");
    assertThat(echo.function.seen).containsExactly("1", "3");
  }

  @Test
  void duplicateIds_haveAResultEach() {
    Received answer = send(Map.of(), move("1", "JPE1"), move("1", "JPE1"));

    assertThat(statuses(answer)).containsExactly("1 200", "1 200");
    assertThat(echo.function.seen).hasSize(2);
  }

  @Test
  void errorThrown_is500ForThatEventAlone() {
    echo.function.work =
        event -> {
          if (event.getId().equals("1")) throw new AssertionError("hush-hush");
          return Outcome.done(Reply.object());
        };
    try (RecordingLog log = new RecordingLog()) {
      Received answer = send(Map.of(), move("1", "JPE1"), move("2", "JPE2"));

      assertThat(statuses(answer)).containsExactly("1 500", "2 200");
      assertThat(answer.body()).doesNotContain("AssertionError").doesNotContain("hush");
      assertThat(log.lines("AssertionError")).hasSize(1);
      assertThat(log.lines("\"id\":\"1\"")).hasSize(1);
      assertThat(log.lines("\"id\":\"2\"")).singleElement().asString().contains("echo done");
      assertThat(log.lines("2 events, 1 failed")).hasSize(1);
    }
  }

  @Test
  void skipped_saysWhy() {
    echo.function.work = event -> Outcome.skipped("nothing to do");

    JsonNode result = send(Map.of(), move("1", "JPE1")).json().path("results").path(0);

    assertThat(result.path("outcome").asText()).isEqualTo("skipped");
    assertThat(result.path("detail").asText()).isEqualTo("nothing to do");
  }

  @Test
  void callerChains_eachResultNamesTheSteps() {
    echo.with("chain_to", "notify-slack");

    JsonNode result =
        send(Map.of("X-Chain", "caller"), move("1", "JPE1")).json().path("results").path(0);

    assertThat(result.path("chainTo")).hasToString("[\"notify-slack\"]");
    assertThat(result.path("event").path("id").asText()).isEqualTo("1");
  }

  @Test
  void malformedEventInIt_refusesTheWholeBatch() {
    Received answer = echo.send("POST", "[{\"specversion\":\"1.0\",\"id\":\"1\"}, 7]", Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().has("results")).isFalse();
    assertThat(answer.json().path("errors")).hasSize(3);
  }

  @Test
  void tooFewResults_isAnErrorOfTheFunction() {
    echo.function.batchWork = events -> List.of();

    assertThat(send(Map.of(), move("1", "JPE1")).status()).isEqualTo(500);
  }

  @Test
  void nothingButUnknownTypes_isNoWorkForTheFunction() {
    echo.function.batchWork =
        events -> {
          throw new AssertionError("called with " + events);
        };
    CloudEvent unknown = CloudEventBuilder.from(move("1", "JPE1")).withType("no.such").build();

    assertThat(statuses(send(Map.of(), unknown))).containsExactly("1 422");
  }

  private void failing(Map<String, Kind> kinds) {
    echo.function.work =
        event -> {
          Kind kind = kinds.get(event.getId());
          if (kind != null) throw CallFailedException.of("CMDB", kind, "no");
          return Outcome.done(Reply.object());
        };
  }

  private Received send(Map<String, String> headers, CloudEvent... events) {
    return echo.send(List.of(events), headers);
  }

  private static CloudEvent move(String id, String serialNumber) {
    return RunningFunction.move(id, serialNumber);
  }

  private static CloudEvent bare(String id) {
    return CloudEventBuilder.from(move(id, "x")).withSubject(null).build();
  }

  private static List<String> statuses(Received answer) {
    List<String> statuses = new ArrayList<>();
    for (JsonNode result : answer.json().path("results")) {
      statuses.add(result.path("id").asText() + " " + result.path("status").asInt());
    }
    return statuses;
  }
}
