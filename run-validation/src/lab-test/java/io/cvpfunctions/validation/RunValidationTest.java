package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openfaas.model.IResponse;
import io.cvpfunctions.lab.eos.EosSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunValidationTest {
  private static final String MOVED =
      """
      {"specversion": "1.0", "id": "m-1", "source": "https://cvp", "type": "cvp.device.moved",
       "subject": "JPE00000001", "time": "2026-11-21T10:00:00Z", "correlationid": "m-1",
       "data": {"device": {"serialNumber": "JPE00000001", "hostname": "leaf1",
                           "ipAddress": "127.0.0.1"},
                "from": {"name": "Undefined"}, "to": {"name": "DC1-Leaf"}}}
      """;

  @TempDir Path secrets;
  private EosSwitch leaf;
  private FunctionUnderTest function;

  @BeforeEach
  void start() {
    leaf = EosSwitch.healthyLeaf("leaf1", "JPE00000001", "DCS-7050SX3-48YC8", "4.30.1F").start();
    function = new FunctionUnderTest(secrets, leaf);
  }

  @AfterEach
  void stop() {
    function.close();
    leaf.close();
  }

  @Test
  void moved_healthyLeaf_answersReportAndEvent() {
    IResponse response = function.post(MOVED, "");
    JsonNode answer = FunctionUnderTest.json(response);

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(answer.at("/outcome").asText()).isEqualTo("done");
    JsonNode report = answer.path("result");
    assertThat(report.path("results").findValuesAsText("result")).doesNotContain("failure");
    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
    assertThat(report.path("catalog").asText()).isEqualTo("leaf.yml");
    assertThat(report.at("/device/modelName").asText()).isEqualTo("DCS-7050SX3-48YC8");
    assertThat(report.at("/container/name").asText()).isEqualTo("DC1-Leaf");
    assertThat(answer.at("/event/type").asText()).isEqualTo("validation.completed");
    assertThat(answer.at("/event/id").asText()).isEqualTo("m-1/run-validation");
    assertThat(answer.at("/event/correlationid").asText()).isEqualTo("m-1");
    assertThat(answer.at("/event/data")).isEqualTo(report);
  }

  @Test
  void moved_healthyLeaf_takesOneConnectionAndFewRequests() {
    function.post(MOVED, "");

    assertThat(leaf.http().connections()).isEqualTo(1);
    assertThat(leaf.http().requests())
        .extracting(request -> request.path())
        .containsExactly("/login", "/command-api", "/command-api", "/command-api", "/logout");
    assertThat(leaf.commands()).doesNotHaveDuplicates();
    assertThat(leaf.openSessions()).isZero();
  }

  @Test
  void address_asText_answersReportItself() {
    leaf.breakBgp();
    JsonNode report = function.ask("127.0.0.1\n");

    assertThat(report.path("catalog").asText()).isEqualTo("default.yml");
    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
  }

  @Test
  void address_withAnotherPort_isAskedThere() {
    function.set("eapi_port", "1");

    assertThat(function.ask("127.0.0.1:" + leaf.port()).path("verdict").asText())
        .isEqualTo("success");
    assertThat(function.post("127.0.0.1:70000", "").getStatusCode()).isEqualTo(422);
    assertThat(function.post("{\"device\": {\"host\": \"a:1\"}}", "").getStatusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default; reload",
        "default | json",
        "default|tail",
        "default %t",
        "default > flash:x",
        "a\\nreload",
        "$(reload)",
        "`reload`",
        "a&b",
        "a\\\\b",
        "{a}",
        "d\u00e9faut",
      })
  void request_valueThatWouldMakeAnotherCommand_is422ThatNamesTheInputAndNothingIsSent(String vrf) {
    IResponse response =
        function.post(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.routing.generic": [{"VerifyIPv4RoutePresencePerVRF":
               {"route_entries": [{"prefix": "10.0.0.0/8"}, {"prefix": "10.0.0.0/8", "vrf": "%s"}]}}]}}
            """
                .formatted(vrf),
            "");

    assertThat(response.getStatusCode()).isEqualTo(422);
    assertThat(FunctionUnderTest.json(response).path("errors")).hasSize(1);
    assertThat(FunctionUnderTest.json(response).at("/errors/0").asText())
        .startsWith(
            "anta.tests.routing.generic[0].VerifyIPv4RoutePresencePerVRF.route_entries[1].vrf: ")
        .contains("may hold only");
    assertThat(leaf.http().requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "check"})
  void request_moduleThatIsGivenTwice_is400ThatNamesIt(String query) {
    IResponse response =
        function.post(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.system": [{"VerifyNTP": null}],
               "anta.tests.system": [{"VerifyReloadCause": null}]}}
            """,
            query);

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(FunctionUnderTest.json(response).at("/errors/0").asText())
        .contains("the key /catalog/anta.tests.system is given twice, again at line 3");
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void mounted_wrongCatalog_isTheOperatorsFaultWithLineAndPath() throws IOException {
    Path catalog = secrets.resolve("leaf.yml");
    Files.writeString(
        catalog,
        """
        anta.tests.connectivity:
          - VerifyReachability:
              hosts:
                - {destination: 10.0.0.1, vrf: default}
                - destination: 10.0.0.2
                  vrf: default | tee flash:x
                - {destination: fe80::1%et1}
          - VerifyReachable:
        """);
    function.set("catalog_path", catalog.toString());
    IResponse response = function.post("127.0.0.1", "");

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getHeaders()).containsEntry("Retry-After", "300");
    assertThat(FunctionUnderTest.json(response).path("errors"))
        .extracting(JsonNode::asText)
        .satisfiesExactly(
            vrf ->
                assertThat(vrf)
                    .startsWith(
                        "leaf.yml, line 6:"
                            + " anta.tests.connectivity[0].VerifyReachability.hosts[1].vrf: "),
            zone ->
                assertThat(zone)
                    .startsWith(
                        "leaf.yml, line 7: anta.tests.connectivity[0].VerifyReachability"
                            + ".hosts[2].destination: "),
            name -> assertThat(name).startsWith("leaf.yml, line 8: "));
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void check_catalogAsText_saysWhatIsInItAndAsksNobody() {
    IResponse response =
        function.post(
            """
            anta.tests.system:
              - VerifyNTP:
              - VerifyNTP:
              - VerifyCPUUtilization:
                  period: 5
                  filters: {tags: [leaf]}
            """,
            "check");

    assertThat(response.getStatusCode()).isEqualTo(200);
    JsonNode found = FunctionUnderTest.json(response);
    assertThat(found.path("tests").asInt()).isEqualTo(3);
    assertThat(found.path("commands").asInt()).isEqualTo(3);
    assertThat(found.at("/modules/anta.tests.system").asInt()).isEqualTo(3);
    assertThat(found.at("/tags/0").asText()).isEqualTo("leaf");
    assertThat(found.path("notes"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "VerifyNTP stands there twice with the same inputs; it is run as often",
            "VerifyCPUUtilization ends in an error: 'bash timeout 10 nproc' is never sent");
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void check_catalogOfARequest_is422WithEveryProblem() {
    IResponse response =
        function.post(
            "{\"catalog\": {\"anta.tests.system\": [{\"VerifyNTPs\": {}}, {\"VerifyUptime\": {}}]}}",
            "check");

    assertThat(response.getStatusCode()).isEqualTo(422);
    assertThat(FunctionUnderTest.json(response).path("errors")).hasSize(2);
  }

  @Test
  void check_false_runsTheRequest() {
    IResponse response = function.post("127.0.0.1", "check=false");

    assertThat(FunctionUnderTest.json(response).path("catalog").asText()).isEqualTo("default.yml");
    assertThat(leaf.commands()).isNotEmpty();
  }

  @Test
  void request_failingTest_namesExpectedAndActual() {
    leaf.breakNtp();
    JsonNode report =
        function.ask(
            """
            {"device": {"host": "127.0.0.1", "name": "leaf1"},
             "catalog": {"anta.tests.system": [{"VerifyNTP": null}, {"VerifyUptime": {"minimum": 5}}]}}
            """);

    assertThat(report.path("verdict").asText()).isEqualTo("failure");
    assertThat(report.at("/results/0/messages/0").asText())
        .isEqualTo("NTP status: expected synchronised, actual unsynchronised");
    assertThat(report.at("/results/1/result").asText()).isEqualTo("success");
    assertThat(report.at("/results/1/inputs/minimum").asInt()).isEqualTo(5);
  }

  @Test
  void request_anotherSnmpCommunity_isFailureThatTellsNeither() throws IOException {
    String shown =
        """
        {"hosts": [{"hostname": "192.0.2.4", "port": 162, "vrf": "", "notificationType": "trap",
          "protocolVersion": "v2c", "v1v2cParams": {"communityString": "0pen-sesame"}}]}
        """;
    leaf.answerJson("show snmp notification host", new ObjectMapper().readTree(shown));
    JsonNode report =
        function.ask(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.snmp": [{"VerifySnmpNotificationHost": {"notification_hosts":
               [{"hostname": "192.0.2.4", "version": "v2c", "community_string": "s3cret"}]}}]}}
            """);

    assertThat(report.at("/results/0/messages/0").asText()).endsWith("another one is there");
    assertThat(report.at("/results/0/inputs/notification_hosts/0/hostname").asText())
        .isEqualTo("192.0.2.4");
    assertThat(report.toString()).doesNotContain("s3cret", "0pen-sesame");
  }

  @Test
  void request_badCatalog_is422WithEveryProblem() {
    IResponse response =
        function.post(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.system": [{"VerifyUptime": {}}, {"VerifyFlashUtilisation": {}}],
                         "anta.tests.sistem": []}}
            """,
            "");

    assertThat(response.getStatusCode()).isEqualTo(422);
    List<String> errors = new ArrayList<>();
    FunctionUnderTest.json(response).path("errors").forEach(error -> errors.add(error.asText()));
    assertThat(errors)
        .containsExactly(
            "anta.tests.system[0].VerifyUptime.minimum: is missing",
            "anta.tests.system[1].VerifyFlashUtilisation: unknown test VerifyFlashUtilisation in"
                + " anta.tests.system; did you mean VerifyFlashUtilization?",
            "anta.tests.sistem: unknown module anta.tests.sistem; did you mean anta.tests.system?");
    assertThat(leaf.http().requests()).isEmpty();
  }
}
