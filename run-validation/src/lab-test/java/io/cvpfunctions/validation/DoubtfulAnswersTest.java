package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.TlsIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that look like good ones at a glance, and may not make a test succeed. */
class DoubtfulAnswersTest {
  private static final String REQUEST =
      """
      {"device": {"host": "127.0.0.1"},
       "catalog": {"anta.tests.hardware": [{"VerifyEnvironmentPower": {"states": ["ok"]}}]}}
      """;
  private static final String VERSION = "{\"modelName\":\"x\",\"serialNumber\":\"JPE1\"}";

  @TempDir Path secrets;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"powerSupplies\":{},\"errors\":[\"agent is down\"]}",
        "{\"powerSupplies\":{}}",
        "{\"output\":\"\"}",
        "{}",
      })
  void entryOfTheFailedCommand_isNoAnswer_whateverItHolds(String entry) {
    String message = "CLI command 2 of 2 'show system environment power' failed: agent is down";
    JsonNode result =
        judged(
            "\"error\":{\"code\":1000,\"message\":\"%s\",\"data\":[%s,%s]}"
                .formatted(message, VERSION, entry));

    assertThat(result.path("result").asText()).isEqualTo("error");
    assertThat(result.at("/messages/0").asText()).contains("has no answer: agent is down");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"power is fine\"", "\"{\\\"powerSupplies\\\":[]}\"", "null", "[]", "5"})
  void jsonThatIsNoObject_isNoAnswer(String entry) {
    JsonNode result = judged("\"result\":[%s,%s]".formatted(VERSION, entry));

    assertThat(result.path("result").asText()).isEqualTo("error");
    assertThat(result.at("/messages/0").asText())
        .contains("has no answer: what came is no JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"error\":{\"code\":1001,\"message\":\"agent is down\",\"data\":[%s]}",
        "\"error\":{\"code\":1001,\"message\":\"agent is down\",\"data\":[%s]},\"result\":[%<s]",
        "\"error\":{\"code\":-32603,\"message\":\"agent is down\"},\"result\":[%s]",
        "\"error\":\"agent is down\",\"result\":[%s]",
        "\"error\":[],\"result\":[%s]",
      })
  void errorThatSaysNotWhere_isNoAnswer_whateverStandsBesideIt(String answer) {
    JsonNode result =
        judged("\"result\":[" + VERSION + "]", answer.formatted("{\"powerSupplies\":{}}"));

    assertThat(result.path("result").asText()).isEqualTo("error");
    assertThat(result.at("/messages/0").asText())
        .containsAnyOf("has no answer: agent is down", "has no answer: it is not an eAPI answer");
  }

  /** The only result on a switch that answers every request with this. */
  private JsonNode judged(String answer) {
    return judged(answer, answer);
  }

  /** The only result on a switch that answers so, and requests about power so. */
  private JsonNode judged(String usual, String power) {
    TlsIdentity identity = TlsIdentity.selfSigned("127.0.0.1", "localhost", "leaf1");
    try (HttpEndpoint odd =
            HttpEndpoint.start(
                Listen.anywhere().tls(identity),
                request -> reply(request, request.body().contains("power") ? power : usual));
        FunctionUnderTest function = new FunctionUnderTest(secrets)) {
      function.set("eapi_port", Integer.toString(odd.port())).set("eapi_insecure", "true");
      JsonNode report = function.ask(REQUEST);
      assertThat(report.path("results")).as("%s", report).hasSize(1);
      return report.at("/results/0");
    }
  }

  private static Reply reply(RecordedRequest request, String answer) {
    if (request.path().equals("/login")) return Reply.empty(404);
    return Reply.text(200, "{\"jsonrpc\":\"2.0\",\"id\":1," + answer + "}");
  }
}
