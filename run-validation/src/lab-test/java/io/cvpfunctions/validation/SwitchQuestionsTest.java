package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.eos.Answers;
import io.cvpfunctions.lab.eos.CommandAnswer;
import io.cvpfunctions.lab.eos.EosSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How commands are put to a switch, and what its ways of not answering mean. */
class SwitchQuestionsTest {
  private static final String REQUEST =
      """
      {"device": {"host": "127.0.0.1", "name": "leaf1"},
       "catalog": {
         "anta.tests.mlag": [{"VerifyMlagStatus": null}],
         "anta.tests.configuration": [{"VerifyZeroTouch": null}, {"VerifyRunningConfigDiffs": null}],
         "anta.tests.system": [{"VerifyReloadCause": null}, {"VerifyNTP": null}]}}
      """;

  private static final String MARKERS =
      """
      {"device": {"host": "127.0.0.1"},
       "catalog": {"anta.tests.logging": [{"VerifyLoggingLogsGeneration": null},
         {"VerifyLoggingHostname": null}, {"VerifyLoggingTimestamp": null}]}}
      """;

  @TempDir Path secrets;
  private EosSwitch leaf;
  private FunctionUnderTest function;

  private static EosSwitch.Builder leaf() {
    return EosSwitch.healthyLeaf("leaf1", "JPE00000001", "DCS-7050SX3-48YC8", "4.30.1F");
  }

  @BeforeEach
  void start() {
    use(leaf());
  }

  private void use(EosSwitch.Builder builder) {
    stop();
    leaf = builder.start();
    function = new FunctionUnderTest(secrets, leaf);
  }

  @AfterEach
  void stop() {
    if (function != null) function.close();
    if (leaf != null) leaf.close();
  }

  @Test
  void ask_olderEosWithFailures_resumesBehindEach() {
    use(leaf().olderEos());
    leaf.answerError("show mlag", 1002, "not supported on this hardware platform");
    leaf.answerError("show zerotouch", 1000, "BGP inactive");
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report))
        .containsExactly("skipped", "failure", "success", "success", "success");
    assertThat(message(report, 0)).contains("'show mlag' is not supported on DCS-7050SX3-48YC8");
    assertThat(message(report, 1)).contains("'show zerotouch' failed on leaf1: BGP inactive");
    assertThat(report.path("verdict").asText()).isEqualTo("failure");
  }

  @Test
  void ask_newerEosWithFailures_goesOnBehindThem() {
    leaf.answerError("show mlag", 1002, "not supported on this hardware platform");
    leaf.answerError("show zerotouch", 1000, "BGP inactive");
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report))
        .containsExactly("skipped", "failure", "success", "success", "success");
    assertThat(leaf.http().requests("/command-api")).hasSize(3);
  }

  @Test
  void ask_commandWithUnknownError_isErrorOfItsTestsOnly() {
    leaf.forget("show mlag").forget("show ntp status");
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report)).containsExactly("error", "success", "success", "success", "error");
    assertThat(message(report, 0)).contains("Invalid input (at token 1: 'mlag')");
  }

  @Test
  void ask_privilegedCommand_putsEnableInFront() {
    use(leaf().enableRequired());
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
    assertThat(leaf.commands()).contains("enable");
  }

  @Test
  void ask_enablePassword_isGivenFromItsSecret() {
    use(leaf().enableRequired().enablePassword("s3cret"));
    function.secret("eapi-enable", "s3cret\n");
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
  }

  @Test
  void ask_wrongEnablePassword_isErrorWithoutThePassword() {
    use(leaf().enableRequired().enablePassword("s3cret"));
    function.secret("eapi-enable", "wr0ng\n");
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report))
        .containsExactly("success", "success", "error", "success", "success");
    assertThat(message(report, 2)).contains("privileged mode required", "Bad secret");
    assertThat(report.toString()).doesNotContain("wr0ng");
  }

  @Test
  void ask_sessionExpires_logsInOnceMore() {
    leaf.answers(expireWith("show mlag"));
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
    assertThat(leaf.logins()).isEqualTo(2);
  }

  private Answers expireWith(String last) {
    AtomicInteger asked = new AtomicInteger();
    return (command, format, revision) -> {
      if (command.equals(last) && asked.getAndIncrement() == 0) leaf.expireSessions();
      return Optional.empty();
    };
  }

  @Test
  void ask_noJsonModel_takesPrintedJson() {
    leaf.unconverted("show zerotouch", "{\"mode\": \"disabled\"}");
    leaf.unconverted("show mlag", "MLAG Configuration: ...");
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report))
        .containsExactly("error", "success", "success", "success", "success");
    assertThat(message(report, 0)).contains("no JSON form");
  }

  @Test
  void ask_otherRevision_isErrorAndNoOtherIsTaken() {
    leaf.answers(
        (command, format, revision) ->
            command.equals("show zerotouch") && revision != 0
                ? Optional.of(CommandAnswer.error(1004, "Revision 1 is not offered"))
                : Optional.empty());
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report))
        .containsExactly("success", "error", "success", "success", "success");
    assertThat(message(report, 1)).contains("Revision 1 is not offered");
  }

  @Test
  void ask_internalError_isAskedOnceMore() {
    AtomicInteger asked = new AtomicInteger();
    leaf.answers(
        (command, format, revision) ->
            command.equals("show reload cause") && asked.getAndIncrement() == 0
                ? Optional.of(CommandAnswer.error(1001, "internal error"))
                : Optional.empty());
    JsonNode report = function.ask(REQUEST);

    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
  }

  @Test
  void ask_jsonCommandAnswersText_isError() {
    leaf.answerString("show mlag", "not an object");
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report).get(0)).isEqualTo("error");
    assertThat(message(report, 0)).contains("no JSON object");
  }

  @Test
  void ask_slowSwitch_whatWasNotReachedIsErrorWithItsReason() {
    leaf.slow("show mlag", Duration.ofSeconds(5));
    JsonNode report = FunctionUnderTest.json(function.post(REQUEST, "", "X-Timeout", "3s"));

    assertThat(report.path("verdict").asText()).isEqualTo("error");
    assertThat(verdicts(report)).containsOnly("error");
    assertThat(message(report, 0)).contains("did not answer");
  }

  @Test
  void ask_commandThatHangs_costsItsOwnVerdictOnly() {
    leaf.hang("show mlag").hang("show reload cause");
    JsonNode report = FunctionUnderTest.json(function.post(REQUEST, "", "X-Timeout", "12s"));

    assertThat(verdicts(report))
        .as("%s", report)
        .containsExactly("error", "success", "success", "error", "success");
    assertThat(message(report, 0)).contains("'show mlag' has no answer", "did not answer within");
  }

  @Test
  void first_commandThatHangsBesideShowVersion_deviceIsStillJudged() throws IOException {
    Files.delete(secrets.resolve("eapi-pins"));
    function.set("eapi_insecure", "true");
    leaf.hang("show mlag");
    JsonNode report = FunctionUnderTest.json(function.post(REQUEST, "", "X-Timeout", "12s"));

    assertThat(report.at("/device/serialNumber").asText()).isEqualTo("JPE00000001");
    assertThat(verdicts(report))
        .as("%s", report)
        .containsExactly("error", "success", "success", "success", "success");
  }

  @Test
  void ask_commandThatBreaksTheApi_costsItsOwnVerdictOnly() {
    leaf.answers(breakingAt("show mlag"));
    JsonNode report = function.ask(REQUEST);

    assertThat(verdicts(report))
        .containsExactly("error", "success", "success", "success", "success");
    assertThat(message(report, 0)).contains("HTTP 500");
  }

  @Test
  void ask_pingThatBreaksTheApi_isSentOnce() {
    leaf.answers(breakingAt("ping vrf default 10.0.0.1 size 100 repeat 2"));
    JsonNode report =
        function.ask(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.connectivity":
               [{"VerifyReachability": {"hosts": [{"destination": "10.0.0.1"}]}}]}}
            """);

    assertThat(verdicts(report)).as("%s", report).containsExactly("error");
    assertThat(leaf.commands()).filteredOn(c -> c.startsWith("ping")).hasSize(1);
  }

  private static Answers breakingAt(String last) {
    return (command, format, revision) -> {
      if (command.equals(last)) throw new IllegalStateException("the agent crashed");
      return Optional.empty();
    };
  }

  @Test
  void ask_testsOfMarkerLogs_sendsEveryLogBeforeTheReadingThatTheyShare() {
    List<String> log = new CopyOnWriteArrayList<>();
    leaf.answers((command, format, revision) -> logged(command, log));
    JsonNode report = function.ask(MARKERS);

    assertThat(verdicts(report)).as("%s", report).containsExactly("success", "success", "success");
    assertThat(leaf.commands()).filteredOn(c -> c.startsWith("show logging")).hasSize(1);
  }

  @Test
  void ask_markerLogsNeedEnable_areSentBeforeTheLogIsReadForGood() {
    List<String> log = new CopyOnWriteArrayList<>();
    leaf.answers(
        (command, format, revision) ->
            command.startsWith("send log ") && !leaf.commands().contains("enable")
                ? Optional.of(CommandAnswer.error(1002, "Invalid input (privileged mode required)"))
                : logged(command, log));
    JsonNode report = function.ask(MARKERS);

    assertThat(verdicts(report)).as("%s", report).containsExactly("success", "success", "success");
  }

  @Test
  void ask_markerLogsAreNeverTaken_isErrorNotFailure() {
    leaf.answers(
        (command, format, revision) ->
            command.startsWith("send log ")
                ? Optional.of(CommandAnswer.error(1002, "Invalid input (privileged mode required)"))
                : logged(command, List.of()));
    JsonNode report = function.ask(MARKERS);

    assertThat(verdicts(report)).as("%s", report).containsExactly("error", "error", "error");
    assertThat(message(report, 0)).contains("privileged mode required");
  }

  @Test
  void ask_markerLogComesLateBecauseOfItsCode_theLogIsReadAgain() {
    List<String> log = new CopyOnWriteArrayList<>();
    AtomicInteger sent = new AtomicInteger();
    leaf.answers(
        (command, format, revision) ->
            command.startsWith("send log ") && sent.getAndIncrement() < 3
                ? Optional.of(CommandAnswer.error(1000, "the agent restarts"))
                : logged(command, log));
    JsonNode report = function.ask(MARKERS);

    assertThat(verdicts(report)).as("%s", report).containsExactly("error", "success", "success");
  }

  private static Optional<CommandAnswer> logged(String command, List<String> log) {
    if (command.startsWith("show logging ")) {
      return Optional.of(CommandAnswer.text(String.join("\n", log)));
    }
    if (!command.startsWith("send log ")) return Optional.empty();
    String words = command.replaceFirst(".* message ", "");
    log.add("2026-11-21T10:00:00.123456+00:00 leaf1.example.net Cli: " + words);
    return Optional.of(CommandAnswer.text(""));
  }

  @Test
  void ask_virtualSwitch_skipsWhatNeedsHardware() {
    use(EosSwitch.healthyLeaf("leaf1", "JPE00000001", "cEOSLab", "4.30.1F"));
    JsonNode report =
        function.ask(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.hardware": [{"VerifyTemperature": null}]}}
            """);

    assertThat(report.path("verdict").asText()).isEqualTo("skipped");
    assertThat(message(report, 0)).contains("cEOSLab");
    assertThat(leaf.commands()).containsExactly("show version");
  }

  @Test
  void ask_loadAverage_neverSendsTheBashCommandItNeeds() {
    JsonNode report =
        function.ask(
            """
            {"device": {"host": "127.0.0.1"},
             "catalog": {"anta.tests.system": [{"VerifyCPUUtilization": {"period": 5}}]}}
            """);

    assertThat(verdicts(report)).containsExactly("error");
    assertThat(message(report, 0)).contains("bash timeout 10 nproc", "never sent");
    assertThat(leaf.commands()).noneMatch(command -> command.startsWith("bash"));
  }

  @Test
  void ask_twentyFiveTests_takesFourRequestsToTheCommandApi() throws Exception {
    ObjectNode request = (ObjectNode) new ObjectMapper().readTree(REQUEST);
    ((ObjectNode) request.path("device")).putArray("tags").add("leaf");
    request.remove("catalog");
    JsonNode report = function.ask(request.toString());

    assertThat(report.path("catalog").asText()).isEqualTo("leaf.yml");
    assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("success");
    assertThat(leaf.http().requests("/command-api").size()).isLessThanOrEqualTo(4);
    assertThat(leaf.http().connections()).isEqualTo(1);
  }

  private static List<String> verdicts(JsonNode report) {
    assertThat(report.path("results").isArray()).as(report.toPrettyString()).isTrue();
    return report.path("results").findValuesAsText("result");
  }

  private static String message(JsonNode report, int test) {
    return report.path("results").path(test).path("messages").path(0).asText();
  }
}
