package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.openfaas.model.IResponse;
import io.cvpfunctions.lab.eos.EosSwitch;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.TlsAuthority;
import io.cvpfunctions.lab.http.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Switches that are not there, not reached, not themselves, or hostile: never a green verdict. */
class SwitchTroubleTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String REQUEST =
      "{\"device\": {\"host\": \"127.0.0.1\", \"name\": \"leaf1\"}}";

  @TempDir Path secrets;
  private final TlsAuthority authority = TlsAuthority.named("Lab CA");
  private EosSwitch leaf;
  private FunctionUnderTest function;

  @BeforeEach
  void start() {
    leaf =
        EosSwitch.healthyLeaf("leaf1", "JPE00000001", "DCS-7050SX3-48YC8", "4.30.1F")
            .tls(authority.issue("127.0.0.1"))
            .start();
    function = new FunctionUnderTest(secrets, leaf);
  }

  @AfterEach
  void stop() {
    function.close();
    leaf.close();
  }

  private static Fault fault(String name) {
    return switch (name) {
      case "html" -> Fault.html200();
      case "truncated" -> Fault.truncatedBody();
      case "reset" -> Fault.resetBeforeReading();
      case "reset after reading" -> Fault.resetAfterReading();
      case "endless" -> Fault.endlessAnswer();
      case "empty" -> Fault.emptyBody();
      case "redirect" -> Fault.redirectTo("https://127.0.0.1:1/stolen");
      case "agent restarts" -> Fault.status(503);
      default -> Fault.status(404);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "html",
    "truncated",
    "reset",
    "reset after reading",
    "empty",
    "redirect",
    "agent restarts",
    "404"
  })
  void typedIn_hostileSwitch_isErrorAtOnce(String fault) {
    leaf.http().failOn("/command-api", fault(fault));
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).isEqualTo("error");
    assertThat(report.path("reason").asText()).startsWith("leaf1: ");
    assertThat(report.path("results")).isEmpty();
  }

  @Test
  void typedIn_endlessAnswer_endsWithTheBudget() {
    leaf.http().failOn("/command-api", fault("endless"));
    JsonNode report = FunctionUnderTest.json(function.post(REQUEST, "", "X-Timeout", "4s"));

    assertThat(report.path("verdict").asText()).isEqualTo("error");
  }

  @Test
  void typedIn_switchDown_isErrorThatSaysWhereItWasTried() {
    leaf.http().down();
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).isEqualTo("error");
    assertThat(report.path("reason").asText()).contains("127.0.0.1:" + leaf.port());
  }

  @Test
  void typedIn_wrongPassword_isErrorThatNamesTheSecrets() {
    function.secret("eapi-password", "n0t-it");
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("reason").asText()).contains("eapi-username and eapi-password");
    assertThat(report.toString()).doesNotContain("n0t-it");
    assertThat(leaf.http().requests()).hasSize(1);
  }

  @Test
  void login_ofTheContainer_isPreferred() {
    leaf.credentials("leafs", "other");
    function.secret("eapi-username.dc1-leaf", "leafs").secret("eapi-password.dc1-leaf", "other");
    JsonNode answer = function.ask(moved("JPE00000001", "127.0.0.1"));

    assertThat(answer.at("/result/verdict").asText()).isEqualTo("success");
  }

  @Test
  void login_switchWithoutLogin_fallsBackToBasic() {
    TlsIdentity identity = authority.issue("127.0.0.1");
    String version =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{\"modelName\":\"x\",\"serialNumber\":\"JPE2\"}]}";
    try (HttpEndpoint old =
        HttpEndpoint.start(
            Listen.anywhere().tls(identity),
            request ->
                request.path().equals("/login") ? Reply.empty(404) : Reply.text(200, version))) {
      function.set("eapi_port", Integer.toString(old.port()));
      function.secret("eapi-pins", "JPE2 " + identity.sha256());
      JsonNode report =
          function.ask(
              """
              {"device": {"host": "127.0.0.1"},
               "catalog": {"anta.tests.software": [{"VerifyEOSVersion": {"versions": ["1"]}}]}}
              """);

      assertThat(report.at("/device/serialNumber").asText()).isEqualTo("JPE2");
      assertThat(old.requests("/command-api").get(0).header("authorization"))
          .contains("Basic YWRtaW46YXJpc3Rh");
    }
  }

  @Test
  void moved_anotherSerialNumber_isErrorAndNothingElseIsSent() {
    function.secret("eapi-pins", "JPE99999999 " + leaf.sha256());
    JsonNode answer = function.ask(moved("JPE99999999", "127.0.0.1"));

    assertThat(answer.at("/result/verdict").asText()).isEqualTo("error");
    assertThat(answer.at("/result/reason").asText())
        .contains("expected serial number JPE99999999, actual serial number JPE00000001");
    assertThat(leaf.commands()).containsExactly("show version");
    assertThat(answer.at("/event/type").asText()).isEqualTo("validation.completed");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 50:08:00:00:00:01, success",
    "JPE1, 50:08:00:00:00:01, success",
    "'', 50:08:00:00:00:02, error",
    "JPE1, 50:08:00:00:00:02, error",
    "JPE1, '', error",
  })
  void moved_switchTellsNoSerialNumber_isKnownByItsMacAddress(
      String serial, String mac, String verdict) {
    leaf.change("show version", facts -> facts.put("serialNumber", ""));
    leaf.change("show version", facts -> facts.put("systemMacAddress", "50:08:00:00:00:01"));
    function.set("eapi_insecure", "true").secret("eapi-pins", "5008.0000.0001 " + leaf.sha256());
    String event =
        moved(serial, "127.0.0.1")
            .replace("{\"serial", "{\"systemMacAddress\": \"" + mac + "\", \"serial");
    JsonNode answer = function.ask(event);

    assertThat(answer.at("/result/verdict").asText()).as("%s", answer).isEqualTo(verdict);
    if (verdict.equals("error")) assertThat(leaf.commands()).containsOnly("show version");
  }

  @Test
  void moved_withoutSerialNumber_hasToBeTheSwitchOfThatMacAddress() {
    leaf.change("show version", facts -> facts.put("systemMacAddress", "50:08:00:00:00:01"));
    function.set("eapi_insecure", "true").secret("eapi-pins", "JPE00000001 " + leaf.sha256());
    String event =
        moved("", "127.0.0.1")
            .replace("{\"serial", "{\"systemMacAddress\": \"50:08:00:00:00:02\", \"serial");

    assertThat(function.ask(event).at("/result/reason").asText())
        .contains(
            "expected MAC address 50:08:00:00:00:02, actual serial number JPE00000001",
            "nothing else was asked");
  }

  @Test
  void typedIn_virtualSwitchPinnedByItsMacAddress_isTakenForIt() {
    leaf.change("show version", facts -> facts.put("serialNumber", ""));
    leaf.change("show version", facts -> facts.put("systemMacAddress", "50:08:00:00:00:01"));
    function.secret("eapi-pins", "50:08:00:00:00:01 " + leaf.sha256());
    assertThat(function.ask(REQUEST).path("verdict").asText()).isEqualTo("success");
  }

  @Test
  void typedIn_certificatePinnedToAnother_isNotTakenForIt() {
    function.secret("eapi-pins", "JPE99999999 " + leaf.sha256());
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("reason").asText()).contains("expected serial number JPE99999999");
  }

  @Test
  void tls_certificateThatIsNotPinned_isErrorBeforeAnyPasswordIsSent() {
    function.secret("eapi-pins", "JPE00000001 " + "0".repeat(64));
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).isEqualTo("error");
    assertThat(report.path("reason").asText()).contains(leaf.sha256(), "eapi-pins");
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void tls_authorityThatSignedIt_isTrustedForItsAddress() throws IOException {
    Files.delete(secrets.resolve("eapi-pins"));
    function.set(
        "eapi_ca_file", Files.writeString(secrets.resolve("ca"), authority.pem()).toString());
    assertThat(function.ask(REQUEST).path("verdict").asText()).isEqualTo("success");

    JsonNode byName = function.ask(REQUEST.replace("127.0.0.1", "localhost"));
    assertThat(byName.path("reason").asText()).contains("localhost", "another name");
  }

  @Test
  void tls_otherAuthority_isError() throws IOException {
    Files.delete(secrets.resolve("eapi-pins"));
    String pem = TlsAuthority.named("Other CA").pem();
    function.set("eapi_ca_file", Files.writeString(secrets.resolve("ca"), pem).toString());
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("reason").asText()).contains("eapi_ca_file");
  }

  @Test
  void tls_insecureByName_takesAnyCertificate() throws IOException {
    Files.delete(secrets.resolve("eapi-pins"));
    function.set("eapi_insecure", "true");

    assertThat(function.ask(REQUEST).path("verdict").asText()).isEqualTo("success");
  }

  @Test
  void address_outsideTheAllowedNetworks_isNotConnectedTo() {
    function.set("eapi_allowed_networks", "10.0.0.0/8");
    JsonNode report = function.ask(REQUEST.replace("127.0.0.1", "localhost"));

    assertThat(report.path("verdict").asText()).isEqualTo("error");
    assertThat(report.path("reason").asText()).contains("eapi_allowed_networks");
    assertThat(leaf.http().connections()).isZero();
  }

  @Test
  void moved_withoutAddress_isErrorThatNamesTheSetting() {
    JsonNode answer = function.ask(moved("JPE00000001", "").replace("\"ipAddress\": \"\",", ""));

    assertThat(answer.at("/result/reason").asText()).contains("eapi_address");
  }

  @Test
  void typedIn_switchThatAnswersNothing_saysWhatIsWrongWithIt() {
    TlsIdentity identity = authority.issue("127.0.0.1");
    Reply nothing = Reply.text(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[null,null]}");
    try (HttpEndpoint empty =
        HttpEndpoint.start(
            Listen.anywhere().tls(identity),
            request -> request.path().equals("/login") ? Reply.empty(404) : nothing)) {
      function.set("eapi_port", Integer.toString(empty.port()));
      function.secret("eapi-pins", "JPE2 " + identity.sha256());
      JsonNode report = function.ask("{\"device\": {\"host\": \"127.0.0.1\"}}");

      assertThat(report.path("reason").asText())
          .isEqualTo("it does not answer 'show version': what came is no JSON object");
    }
  }

  @Test
  void moved_unreachableSwitch_isAskedAgainUntilPatienceEnds() {
    leaf.http().down();
    function.start(Clock.fixed(NOW, ZoneOffset.UTC));
    IResponse early = deliver(NOW.minus(Duration.ofMinutes(14)));
    assertThat(early.getStatusCode()).isEqualTo(503);
    assertThat(early.getHeaders()).containsEntry("Retry-After", "60");
    assertThat(early.getBody())
        .contains("127.0.0.1", "2026-11-21T10:01:00Z", "\"leaf1: no connection")
        .doesNotContain("leaf1: leaf1");

    IResponse late = deliver(NOW.minus(Duration.ofMinutes(15)));
    assertThat(late.getStatusCode()).isEqualTo(200);
    JsonNode answer = FunctionUnderTest.json(late);
    assertThat(answer.at("/event/data/verdict").asText()).isEqualTo("error");
  }

  @ParameterizedTest
  @CsvSource({
    "html",
    "truncated",
    "reset",
    "reset after reading",
    "empty",
    "redirect",
    "agent restarts",
    "404"
  })
  void moved_eapiIsUpByHalf_isAskedAgainUntilPatienceEnds(String fault) {
    leaf.http().fail(fault(fault));
    assertThat(statusesEarlyAndLate()).as(fault).containsExactly(503, 200);
  }

  @Test
  void moved_agentsStillStart_isAskedAgainUntilPatienceEnds() {
    leaf.answerError("show version", 1000, "the Sysdb agent is not ready");
    assertThat(statusesEarlyAndLate()).containsExactly(503, 200);
    leaf.answerError("show version", 1001);
    assertThat(statusesEarlyAndLate()).containsExactly(503, 200);
    leaf.answerJson("show version", TextNode.valueOf("starting"));
    assertThat(statusesEarlyAndLate()).containsExactly(503, 200);
    leaf.answerJson("show version", JsonNodeFactory.instance.objectNode());
    assertThat(statusesEarlyAndLate()).containsExactly(503, 200);
  }

  private List<Integer> statusesEarlyAndLate() {
    function.start(Clock.fixed(NOW, ZoneOffset.UTC));
    IResponse late = deliver(NOW.minus(Duration.ofMinutes(15)));
    assertThat(FunctionUnderTest.json(late).at("/result/verdict").asText()).isEqualTo("error");
    int early = deliver(NOW.minus(Duration.ofMinutes(14))).getStatusCode();
    return List.of(early, late.getStatusCode());
  }

  @Test
  void moved_failingTest_isLookedAtAgainUntilPatienceEnds() {
    leaf.breakBgp();
    function.start(Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(deliver(NOW.minus(Duration.ofMinutes(2))).getStatusCode()).isEqualTo(503);
    IResponse last = deliver(NOW.minus(Duration.ofMinutes(3)));
    assertThat(FunctionUnderTest.json(last).at("/result/verdict").asText()).isEqualTo("failure");
  }

  @Test
  void moved_typedIn_isAnsweredAtOnce() {
    leaf.breakBgp();
    IResponse response = function.post(moved("JPE00000001", "127.0.0.1"), "");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(FunctionUnderTest.json(response).at("/result/verdict").asText())
        .isEqualTo("failure");
  }

  @Test
  void moved_wrongPasswordOrOtherDevice_isNotLookedAtAgain() {
    function.secret("eapi-password", "n0t-it");
    function.start(Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(deliver(NOW).getStatusCode()).isEqualTo(200);
  }

  @Test
  void moved_toUndefinedOrUnmapped_isSkipped() throws IOException {
    String moved = moved("JPE00000001", "127.0.0.1");
    String undefined =
        moved.replace("{\"name\": \"DC1-Leaf\"}", "{\"name\": \"undefined_container\"}");
    JsonNode answer = function.ask(undefined);
    assertThat(answer.path("outcome").asText()).isEqualTo("skipped");
    assertThat(answer.has("event")).isFalse();

    Path catalogs = Files.createDirectory(secrets.resolve("catalogs"));
    Files.writeString(catalogs.resolve("index.yml"), "rules: [{container: X, catalog: x.yml}]");
    Files.writeString(catalogs.resolve("x.yml"), "");
    FunctionUnderTest unmapped =
        new FunctionUnderTest(secrets, leaf).set("catalog_path", catalogs.toString());
    assertThat(unmapped.ask(moved).at("/result/reason").asText()).contains("DC1-Leaf");
    unmapped.close();
    assertThat(leaf.http().connections()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "cvp.device.removed, 200",
    "cvp.event.raised, 200",
    "validation.completed, 200",
    "x.y, 422"
  })
  void otherTypes_areSkippedOrUnknown(String type, int status) {
    String event = moved("JPE00000001", "127.0.0.1").replace("cvp.device.moved", type);
    assertThat(function.post(event, "").getStatusCode()).isEqualTo(status);
    assertThat(leaf.http().connections()).isZero();
  }

  @Test
  void request_nothingToRun_isErrorNotGreen() {
    String tagged =
        "\"tags\": [\"spine\"], \"catalog\": {\"anta.tests.system\":"
            + " [{\"VerifyNTP\": {\"filters\": {\"tags\": [\"spine\"]}}}]}";
    for (String more : List.of("\"catalog\": {}", tagged, "\"catalog\": \"\"")) {
      JsonNode report = function.ask("{\"device\": {\"host\": \"127.0.0.1\"}, " + more + "}");
      assertThat(report.path("verdict").asText()).as(more).isEqualTo("error");
    }
  }

  @Test
  void request_misspeltTestAndTag_is422ThatSaysWhatWasMeant() {
    IResponse response =
        function.post(
            """
            {"device": {"host": "127.0.0.1", "tags": ["leaf"]}, "tags": ["leef", "leaf"],
             "tests": ["VerifyNTPs", "VerifyUptime"],
             "catalog": {"anta.tests.system": [{"VerifyNTP": {"filters": {"tags": ["leaf"]}}},
               {"VerifyUptime": {"minimum": 5, "filters": {"tags": ["leaf"]}}}]}}
            """,
            "");

    assertThat(response.getStatusCode()).isEqualTo(422);
    assertThat(FunctionUnderTest.json(response).path("errors"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "the catalog has no test VerifyNTPs; did you mean VerifyNTP?",
            "neither device nor catalog has the tag leef; did you mean leaf?");
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void request_wrongInEveryField_namesThemAll() {
    IResponse response =
        function.post(
            "{\"device\": {\"host\": \"a b\", \"port\": 70000}, \"test\": [], \"tags\": 5}", "");
    assertThat(response.getStatusCode()).isEqualTo(422);
    assertThat(FunctionUnderTest.json(response).path("errors")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"format=pdf, ''", "format=xml, ''", "'', application/pdf"})
  void format_notThere_is400NamingWhatIs(String query, String accept) {
    IResponse response = function.post(REQUEST, query, "Accept", accept);
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getBody()).contains("json, text, html, md, csv, junit");
    assertThat(leaf.http().connections()).isZero();
  }

  @Test
  void format_text_isForPeople() {
    IResponse response = function.post(REQUEST, "format=text");
    assertThat(response.getContentType()).startsWith("text/plain");
    assertThat(response.getBody()).startsWith("leaf1: SUCCESS  DCS-7050SX3-48YC8, EOS 4.30.1F");
  }

  private IResponse deliver(Instant firstAttempt) {
    return function.post(
        moved("JPE00000001", "127.0.0.1"),
        "",
        "X-First-Attempt",
        firstAttempt.toString(),
        "X-Chain",
        "caller");
  }

  private static String moved(String serial, String address) {
    return """
        {"specversion": "1.0", "id": "m-1", "source": "https://cvp", "type": "cvp.device.moved",
         "subject": "%s", "time": "2026-11-21T10:00:00Z",
         "data": {"device": {"serialNumber": "%s", "ipAddress": "%s", "hostname": "leaf1"},
                  "from": {"name": "Undefined"}, "to": {"name": "DC1-Leaf"}}}
        """
        .formatted(serial, serial, address);
  }
}
