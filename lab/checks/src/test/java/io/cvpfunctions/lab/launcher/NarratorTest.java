package io.cvpfunctions.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.lab.page.Journal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarratorTest {
  private static final String EVENT =
      "{\"id\":\"1\",\"type\":\"cvp.device.moved\",\"subject\":\"JPE1\"}";

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final Story story = new Story(new PrintStream(terminal, true, StandardCharsets.UTF_8));
  private final Narrator narrator = new Narrator(story, new Checklist(), new Diary(new Journal()));

  @ParameterizedTest
  @ValueSource(strings = {"device-move", "kafka-publish", "notify-slack", "run-validation"})
  void called_toDescribeItself_claimsNoWork(String function) {
    String answer = "{\"function\":\"x\",\"description\":\"Does it.\",\"settings\":{}}";

    narrator.called(invocation("GET", function, "", FunctionResponse.json(200, answer)));

    assertThat(told()).endsWith("200: told what it is and its settings");
  }

  @Test
  void called_watchdogHadNoAnswer_saysSoOfEachEvent() {
    FunctionResponse died =
        FunctionResponse.empty(500).header("X-OpenFaaS-Internal", "of-watchdog");

    narrator.called(invocation("POST", "device-move", EVENT, died));
    narrator.called(invocation("POST", "device-move", "[" + EVENT + "]", died));

    assertThat(told().lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith(": of-watchdog had no answer of the function"));
  }

  @Test
  void called_batchRefusedAsAWhole_saysWhyOfEachEvent() {
    String problem = "{\"status\":401,\"detail\":\"the signature is missing\"}";
    String batch = "[" + EVENT + "," + EVENT + "]";

    narrator.called(
        invocation("POST", "kafka-publish", batch, FunctionResponse.json(401, problem)));

    assertThat(told().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("401 for JPE1"))
        .allMatch(line -> line.endsWith(": the signature is missing"));
  }

  @Test
  void called_plainTextOfTheGateway_isTheReason() {
    FunctionResponse unknown = FunctionResponse.text(404, "error finding function f: not found");

    narrator.called(invocation("POST", "f", EVENT, unknown));

    assertThat(told()).endsWith(": error finding function f: not found");
  }

  @Test
  void tell_controlCharacters_doNotReachTheTerminal() {
    story.tell("Slack\u0007", "a\u001b[31mred\u0000\u009b2J\nnext");
    story.say("\u001b]0;title");

    assertThat(told())
        .doesNotContain("\u0007", "\u001b", "\u0000", "\u009b")
        .contains("a[31mred2J\n", "]0;title");
  }

  private String told() {
    return terminal.toString(StandardCharsets.UTF_8).strip();
  }

  private static Invocation invocation(
      String method, String function, String body, FunctionResponse answer) {
    FunctionRequest request =
        new FunctionRequest(
            method, "/function/" + function, "", Headers.of(), ByteString.encodeUtf8(body));
    return new Invocation(
        function, request, true, answer.status(), true, answer, Instant.EPOCH, Duration.ZERO);
  }
}
