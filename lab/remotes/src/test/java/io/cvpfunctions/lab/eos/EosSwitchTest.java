package io.cvpfunctions.lab.eos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cvpfunctions.lab.Caller;
import io.cvpfunctions.lab.http.TlsIdentity;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EosSwitchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private EosSwitch leaf;

  private static EosSwitch.Builder builder() {
    return EosSwitch.healthyLeaf("leaf1", "JPE00000001", "DCS-7050SX3-48YC8", "4.31.2F");
  }

  private Caller start(EosSwitch.Builder builder) {
    leaf = builder.start();
    String basic =
        Base64.getEncoder().encodeToString("admin:arista".getBytes(StandardCharsets.UTF_8));
    return anonymous().with("Authorization", "Basic " + basic);
  }

  private Caller anonymous() {
    return Caller.of(leaf.url(), leaf.tls().clientContext());
  }

  @AfterEach
  void close() {
    if (leaf != null) {
      leaf.close();
    }
  }

  private static JsonNode run(Caller caller, String params) throws Exception {
    String body = "{\"jsonrpc\":\"2.0\",\"method\":\"runCmds\",\"params\":{%s},\"id\":\"t-1\"}";
    HttpResponse<String> answer = caller.post("/command-api", body.formatted(params));
    assertThat(answer.statusCode()).isEqualTo(200);
    return new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
  }

  @Test
  void runCmds_batch_answersInOrder() throws Exception {
    Caller caller = start(builder());
    JsonNode answer =
        run(
            caller,
            "\"version\":\"latest\",\"format\":\"json\",\"cmds\":[\"show version\","
                + "{\"cmd\":\"show mlag\",\"revision\":2}]");

    assertThat(answer.path("id").asText()).isEqualTo("t-1");
    assertThat(answer.path("result").get(0).path("serialNumber").asText()).isEqualTo("JPE00000001");
    assertThat(answer.path("result").get(1).path("state").asText()).isEqualTo("active");
    assertThat(leaf.commands()).containsExactly("show version", "show mlag");
  }

  @Test
  void enable_first_shiftsTheIndexes() throws Exception {
    Caller caller = start(builder().enableRequired().enablePassword("secret"));
    String enable = "{\"cmd\":\"enable\",\"input\":\"secret\"}";
    String text = "\"version\":1,\"format\":\"text\",\"cmds\":[%s\"show running-config diffs\"]";

    assertThat(run(caller, text.formatted(enable + ",")).path("result")).hasSize(2);
    assertThat(run(caller, text.formatted("")).at("/error/data/0/errors/0").asText())
        .contains("privileged mode required");
    JsonNode wrong = run(caller, text.formatted("\"enable\",")).path("error");
    assertThat(wrong.path("code").asInt()).isEqualTo(1005);
    assertThat(
            run(caller, text.formatted(enable.replace("secret", "wr0ng") + ","))
                .at("/error/message")
                .asText())
        .as("as the real one, it repeats the input")
        .contains("wr0ng");
  }

  @Test
  void hang_command_holdsUpItsRequestsOnly() throws Exception {
    Caller caller = start(builder());
    leaf.hang("show mlag");
    CompletableFuture<JsonNode> hangs =
        CompletableFuture.supplyAsync(() -> quietly(caller, "\"show version\",\"show mlag\""));

    assertThat(leaf.http().awaitRequest(r -> r.body().contains("show mlag"), PATIENCE)).isPresent();
    assertThat(quietly(caller, "\"show version\"").path("result")).hasSize(1);
    assertThat(hangs).isNotDone();
  }

  private static JsonNode quietly(Caller caller, String cmds) {
    try {
      return run(caller, "\"version\":1,\"cmds\":[" + cmds + "]");
    } catch (Exception gone) {
      throw new IllegalStateException(gone);
    }
  }

  @Test
  void badCommand_stopsWithWhatRanBefore() throws Exception {
    Caller caller = start(builder());
    JsonNode error =
        run(caller, "\"version\":1,\"cmds\":[\"show version\",\"bad command\",\"show uptime\"]")
            .path("error");

    assertThat(error.path("code").asInt()).isEqualTo(1002);
    assertThat(error.path("message").asText())
        .isEqualTo("CLI command 2 of 3 'bad command' failed: invalid command");
    assertThat(error.path("data")).hasSize(2);
    assertThat(error.path("data").get(0).has("serialNumber")).isTrue();
    assertThat(error.path("data").get(1).path("errors")).hasSize(1);
  }

  @Test
  void stopOnError_false_runsTheRest_whereEosKnowsIt() throws Exception {
    String params = "\"version\":1,\"stopOnError\":false,\"cmds\":[\"bad\",\"show uptime\"]";

    assertThat(run(start(builder()), params).at("/error/data")).hasSize(2);
    leaf.close();
    JsonNode older = run(start(builder().olderEos()), params).path("error");
    assertThat(older.path("code").asInt()).isEqualTo(-32602);
    assertThat(older.path("message").asText())
        .contains("unexpected keyword argument 'stopOnError'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|-32700",
        "[]|-32600",
        "{\"jsonrpc\":\"2.0\",\"method\":\"runCmds\"}|-32600",
        "{\"jsonrpc\":\"2.0\",\"method\":\"other\",\"id\":1}|-32601",
        "{\"jsonrpc\":\"2.0\",\"method\":\"runCmds\",\"id\":1}|-32602",
        "{\"jsonrpc\":\"2.0\",\"method\":\"runCmds\",\"id\":1,\"params\":"
            + "{\"version\":3,\"cmds\":[]}}|-32602",
      })
  void badRequest_isAJsonRpcError(String body, int code) throws Exception {
    Caller caller = start(builder());

    assertThat(caller.postJson("/command-api", body).at("/error/code").asInt()).isEqualTo(code);
  }

  @Test
  void text_isOutput_andUnconvertedIs1003() throws Exception {
    Caller caller = start(builder());
    String ntp = "\"version\":1,\"format\":\"%s\",\"cmds\":[\"show ntp status\"]";

    assertThat(run(caller, ntp.formatted("text")).at("/result/0/output").asText())
        .startsWith("synchronised");
    assertThat(run(caller, ntp.formatted("json")).at("/error/code").asInt()).isEqualTo(1003);
    leaf.unconverted("show version", "words");
    assertThat(run(caller, "\"version\":1,\"cmds\":[\"show version\"]").at("/error/code").asInt())
        .isEqualTo(1003);
  }

  @Test
  void revision_thatIsNotOffered_is1004() throws Exception {
    Caller caller = start(builder());
    String params = "\"version\":\"%s\",\"cmds\":[{\"cmd\":\"show mlag\"%s}]";

    assertThat(run(caller, params.formatted("latest", ",\"revision\":3")).at("/error/code").asInt())
        .isEqualTo(1004);
    assertThat(run(caller, params.formatted("1", "")).at("/error/code").asInt()).isEqualTo(1004);
    assertThat(run(caller, params.formatted("latest", "")).has("result")).isTrue();
  }

  @Test
  void answers_hook_comesBeforeTheTable() throws Exception {
    Caller caller = start(builder());
    leaf.answers(
        (command, format, revision) ->
            command.equals("show version") && revision == 1
                ? Optional.of(CommandAnswer.json(TextNode.valueOf("a string")))
                : Optional.empty());

    assertThat(
            run(caller, "\"version\":1,\"cmds\":[\"show version\",\"show uptime\"]")
                .at("/result/0"))
        .isEqualTo(TextNode.valueOf("a string"));
  }

  @Test
  void error_withAChosenCode() throws Exception {
    Caller caller = start(builder());
    leaf.answerError("show bgp neighbors vrf all", 1000, "BGP inactive");
    JsonNode error =
        run(caller, "\"version\":\"latest\",\"cmds\":[\"show bgp neighbors vrf all\"]")
            .path("error");

    assertThat(error.path("code").asInt()).isEqualTo(1000);
    assertThat(error.at("/data/0/errors/0").asText()).isEqualTo("BGP inactive");
  }

  @Test
  void timestamps_addMeta() throws Exception {
    Caller caller = start(builder());

    assertThat(
            run(caller, "\"version\":1,\"timestamps\":true,\"cmds\":[\"show uptime\"]")
                .at("/result/0/_meta/execDuration")
                .isNumber())
        .isTrue();
  }

  @Test
  void session_byCookie_untilItExpires() throws Exception {
    start(builder());
    Caller caller = anonymous();
    HttpResponse<String> login =
        caller.post("/login", "{\"username\":\"admin\",\"password\":\"arista\"}");
    Caller session =
        caller.with(
            "Cookie", login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);

    assertThat(session.send("HEAD", "/command-api", "").statusCode()).isEqualTo(200);
    leaf.expireSessions();
    assertThat(session.send("HEAD", "/command-api", "").statusCode()).isEqualTo(401);
    assertThat(leaf.logins()).isEqualTo(1);
  }

  @Test
  void logout_endsTheSession() throws Exception {
    start(builder());
    HttpResponse<String> login =
        anonymous().post("/login", "{\"username\":\"admin\",\"password\":\"arista\"}");
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

    anonymous().with("Cookie", cookie).post("/logout", "");

    assertThat(leaf.openSessions()).isZero();
    assertThat(leaf.http().unexpected()).isEmpty();
  }

  @Test
  void wrongPassword_is401_thatIsNotJson() throws Exception {
    start(builder());

    assertThat(anonymous().post("/login", "{\"username\":\"admin\"}").statusCode()).isEqualTo(401);
    HttpResponse<String> answer = anonymous().post("/command-api", "{}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  void slow_makesOthersWait() throws Exception {
    Caller caller = start(builder());
    leaf.slow("show uptime", Duration.ofMillis(150));
    long before = System.nanoTime();

    run(caller, "\"version\":1,\"cmds\":[\"show uptime\"]");

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  void trouble_showsInTheAnswers() throws Exception {
    Caller caller = start(builder());
    leaf.breakBgp().breakNtp().breakMlag().overheat();
    leaf.errorsOnInterface("Ethernet1", 7).interfaceDown("Ethernet2");
    JsonNode result =
        run(
                caller,
                "\"version\":\"latest\",\"cmds\":[\"show bgp neighbors vrf all\",\"show mlag\","
                    + "\"show interfaces counters errors\",\"show interfaces description\"]")
            .path("result");

    assertThat(result.at("/0/vrfs/default/peerList/0/state").asText()).isEqualTo("Idle");
    assertThat(result.at("/0/vrfs/default/peerList/1/state").asText()).isEqualTo("Established");
    assertThat(result.at("/1/negStatus").asText()).isEqualTo("connecting");
    assertThat(result.at("/2/interfaceErrorCounters/Ethernet1/inErrors").asInt()).isEqualTo(7);
    assertThat(result.at("/3/interfaceDescriptions/Ethernet2/interfaceStatus").asText())
        .isEqualTo("down");
  }

  @Test
  void certificate_withoutANameIsTrustedByPinOnly() {
    start(builder().tls(TlsIdentity.nameless()));

    assertThatThrownBy(() -> anonymous().get("/command-api")).isInstanceOf(IOException.class);
    assertThat(leaf.sha256()).hasSize(64);
  }
}
