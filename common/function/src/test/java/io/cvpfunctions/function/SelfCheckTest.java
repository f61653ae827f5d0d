package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {
  private static final String UNSIGNED = "none is required: no payload-secret is mounted";

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
  void allIsWell_isDescribedAndOk() {
    JsonNode answer = echo.check(Map.of()).json();

    assertThat(answer.path("function").asText()).isEqualTo("echo");
    assertThat(answer.path("settings").path("exec_timeout").asText()).isEqualTo("25s");
    assertThat(answer.path("check").asText()).isEqualTo("ok");
    assertThat(answer.path("checks"))
        .hasToString(
            "[{\"name\":\"settings\",\"status\":\"ok\",\"detail\":\"all of them can be read\"},"
                + "{\"name\":\"signature\",\"status\":\"ok\",\"detail\":\""
                + UNSIGNED
                + "\"},{\"name\":\"timeouts\",\"status\":\"ok\","
                + "\"detail\":\"exec_timeout 25s, write_timeout 30s\"}]");
    assertThat(answer.has("containers") || answer.has("addresses")).isFalse();
  }

  @Test
  void postOfNothing_isTheSame_ofSomethingIsNot() {
    Map<String, String> query = Map.of("check", "true");
    byte[] nothing = "\n".getBytes(StandardCharsets.UTF_8);
    FakeRawRequest asked = new FakeRawRequest("POST", nothing, Map.of(), query);
    assertThat(new Received(echo.handler().handle(asked)).body()).contains("\"check\" : \"ok\"");
    FakeRawRequest event = new FakeRawRequest("POST", new byte[] {'x'}, Map.of(), query);
    assertThat(echo.handler().handle(event).getStatusCode()).isEqualTo(400);
    FakeRawRequest off = new FakeRawRequest("POST", nothing, Map.of(), Map.of("check", "false"));
    assertThat(echo.handler().handle(off).getStatusCode()).isEqualTo(400);
  }

  @Test
  void ownFindings_followAndTheWorstCounts() {
    echo.function.look =
        checkup -> {
          checkup.warning("disk", "nearly full", "Make room.");
          checkup.containers("routes.yml", List.of("DC1-*"));
          checkup.addresses("ipAddress", List.of("10.0.0.0/8"));
        };
    JsonNode answer = echo.check(Map.of()).json();
    assertThat(answer.path("check").asText()).isEqualTo("warning");
    assertThat(answer.path("checks").path(3))
        .hasToString(
            "{\"name\":\"disk\",\"status\":\"warning\",\"detail\":\"nearly full\","
                + "\"todo\":\"Make room.\"}");
    assertThat(answer.path("containers"))
        .hasToString("[{\"where\":\"routes.yml\",\"pattern\":\"DC1-*\"}]");
    assertThat(answer.path("addresses"))
        .hasToString("{\"field\":\"ipAddress\",\"networks\":[\"10.0.0.0/8\"]}");
  }

  @Test
  void whatIsThrown_isAFailureAndEndsNoOtherCheck() {
    echo.function.look =
        checkup -> {
          checkup.attempt(
              "remote",
              "Start it.",
              () -> {
                throw CallFailedException.of("CMDB", Kind.NOT_SENT, "nobody is there");
              });
          checkup.attempt(
              "bug",
              "Tell us.",
              () -> {
                throw new IllegalStateException("hush-hush");
              });
          checkup.attempt("other", "", () -> "fine");
        };
    try (RecordingLog log = new RecordingLog()) {
      Received answer = echo.check(Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("check").asText()).isEqualTo("failure");
      assertThat(answer.json().path("checks").findValuesAsText("detail"))
          .contains("CMDB: nobody is there", "fine")
          .anyMatch(detail -> detail.startsWith("this is an error of the function"));
      assertThat(answer.body()).doesNotContain("hush-hush");
      assertThat(log.lines("the check of bug failed")).hasSize(1);
    }
  }

  @Test
  void signature_isAgreedUpon() {
    Map<String, String> signed = signedWith("key");
    assertThat(echo.check(signed).body()).contains("any caller is let in");
    echo.close();
    echo = RunningFunction.in(secrets).mount("payload-secret", "key");
    AtomicInteger looks = new AtomicInteger();
    echo.function.look = checkup -> looks.incrementAndGet();

    assertThat(echo.check(Map.of()).status()).isEqualTo(401);
    assertThat(echo.check(signedWith("other")).status()).isEqualTo(401);
    assertThat(looks).hasValue(0);
    assertThat(echo.check(signed).body()).contains("that of this call is right");
    assertThat(looks).hasValue(1);
  }

  @Test
  void watchdogThatHangsUpFirst_isAWarning() {
    JsonNode answer = echo.with("exec_timeout", "50s").check(Map.of()).json();
    assertThat(answer.path("checks").path(2).path("detail").asText())
        .startsWith("exec_timeout 50s, write_timeout 30s: the watchdog hangs up");
  }

  @Test
  void chain_wantsTheGateway() throws IOException {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/healthz", it -> it.sendResponseHeaders(200, -1));
    gateway.start();
    String address = "http://127.0.0.1:" + gateway.getAddress().getPort();
    echo.with("chain_to", "notify-slack").with("gateway_url", address);
    assertThat(echo.check(Map.of()).body()).contains("the gateway answers, for notify-slack");
    gateway.stop(0);
    JsonNode answer = echo.check(Map.of()).json();
    assertThat(answer.path("check").asText()).isEqualTo("warning");
    assertThat(answer.path("checks").path(3).path("todo").asText()).contains("Set gateway_url");
  }

  @Test
  void wrongSettings_areAProblemAsForEveryCall() {
    Received answer = echo.with("max_body", "huge").check(Map.of());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("errors").path(0).asText()).startsWith("max_body=huge");
  }

  private static Map<String, String> signedWith(String key) {
    return Map.of(Signature.HEADER, Signature.with(Secret.of(key)).sign(new byte[0]));
  }
}
