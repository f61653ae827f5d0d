package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
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

  /** The only result on a switch that answers every request with this. */
  private JsonNode judged(String answer) {
    TlsIdentity identity = TlsIdentity.selfSigned("127.0.0.1", "localhost", "leaf1");
    Reply reply = Reply.text(200, "{\"jsonrpc\":\"2.0\",\"id\":1," + answer + "}");
    try (HttpEndpoint odd =
            HttpEndpoint.start(
                Listen.anywhere().tls(identity),
                request -> request.path().equals("/login") ? Reply.empty(404) : reply);
        FunctionUnderTest function = new FunctionUnderTest(secrets)) {
      function.set("eapi_port", Integer.toString(odd.port())).set("eapi_insecure", "true");
      JsonNode report = function.ask(REQUEST);
      assertThat(report.path("results")).as("%s", report).hasSize(1);
      return report.at("/results/0");
    }
  }
}
