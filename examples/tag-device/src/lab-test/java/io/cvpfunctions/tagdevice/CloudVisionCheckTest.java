package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cloudvision.SessionLost;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.http.Fault;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What whoever asks {@code GET ?check} is told of CloudVision. */
class CloudVisionCheckTest extends WithCloudVision {
  @TempDir Path others;

  private String[] withToken(String token, boolean authority) throws IOException {
    Files.writeString(others.resolve("cloudvision-token"), token);
    if (authority) Files.writeString(others.resolve("cloudvision-ca.pem"), cloudVision.caPem());
    return new String[] {"secret_mount_path", others.toString()};
  }

  private static String token(int days) {
    return cloudVision.issueToken("tagger", Duration.ofDays(days).plusMinutes(5));
  }

  /** {@code name status}, of what is CloudVision's. */
  private static List<String> found(Received answer) {
    List<String> found = new ArrayList<>();
    for (JsonNode each : checks(answer)) {
      found.add(each.path("name").asText() + " " + each.path("status").asText());
    }
    return found.subList(3, found.size());
  }

  private static JsonNode checks(Received answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("eyJ");
    return answer.json().path("checks");
  }

  private static String of(String name, Received answer) {
    for (JsonNode each : checks(answer)) {
      if (each.path("name").asText().equals(name)) return each.toString();
    }
    throw new AssertionError("no " + name + " in " + answer.body());
  }

  @AfterEach
  void nothingWasChanged() {
    assertThat(writes()).isEmpty();
    assertThat(workspaces()).isEmpty();
  }

  @Test
  void allIsWell() throws IOException {
    Received answer = function(withToken(token(90), true)).checked();

    assertThat(found(answer))
        .containsExactly("cloudvision ok", "token ok", "tags ok", "label ok", "workspaces ok");
    assertThat(answer.json().path("check").asText()).isEqualTo("ok");
    assertThat(of("cloudvision", answer)).contains("known by the secret cloudvision-ca.pem");
    assertThat(of("token", answer)).contains("days left: 90");
    assertThat(of("label", answer)).contains("Site is nobody else's", "=Container");
  }

  @Test
  void tokenThatEndsSoon_isAWarning() throws IOException {
    Received answer = function(withToken(token(7), true)).checked();

    assertThat(found(answer)).contains("token warning", "tags ok", "workspaces ok");
    assertThat(of("token", answer)).contains("days left: 7", "Make a new token");
  }

  @ParameterizedTest
  @EnumSource(names = {"STATUS_401", "EMPTY_LISTS"})
  void tokenThatIsNotAccepted_isAFailure_andNothingElseIsTakenForWell(SessionLost style) {
    RunningFunction function = function();
    cloudVision.revokeTokens();
    cloudVision.sessionLost(style);

    Received answer = function.checked();

    assertThat(found(answer)).containsExactly("cloudvision ok", "token failure");
    assertThat(of("token", answer)).contains("it does not accept the token", "Make a new token");
  }

  @Test
  void tokenThatIsOver_isAFailureThatSaysSinceWhen() throws IOException {
    Received answer = function(withToken(token(-1), true)).checked();

    assertThat(found(answer)).containsExactly("cloudvision ok", "token failure");
    assertThat(of("token", answer)).contains("it says that it ended at 20");
  }

  @Test
  void tokenThatIsNoJwt_isAFailureWithoutADate() throws IOException {
    Received answer = function(withToken("a.!.c", true)).checked();

    assertThat(found(answer)).containsExactly("cloudvision ok", "token failure");
    assertThat(of("token", answer)).contains("it does not say until when");
  }

  @Test
  void cloudVisionThatIsAway_isAFailure() {
    Received answer = function("cloudvision_url", "https://127.0.0.1:1").checked();

    assertThat(found(answer)).containsExactly("cloudvision failure");
    assertThat(of("cloudvision", answer))
        .contains("no connection to 127.0.0.1:1", "See that CloudVision is up");
  }

  @Test
  void nameThatNobodyHas_isAFailureThatSaysSo() {
    Received answer = function("cloudvision_url", "https://cvp.invalid").checked();

    assertThat(found(answer)).containsExactly("cloudvision failure");
    assertThat(of("cloudvision", answer)).contains("the name cvp.invalid cannot be resolved");
  }

  @Test
  void certificateOfNobodyWeTrust_isAFailureThatSaysSo() throws IOException {
    Received answer = function(withToken(token(90), false)).checked();

    assertThat(found(answer)).containsExactly("cloudvision failure");
    assertThat(of("cloudvision", answer))
        .contains("signed by nobody that is trusted here", "cloudvision-ca.pem");
  }

  @Test
  void loginPage_isNotTakenForCloudVision() {
    RunningFunction function = function();
    cloudVision.http().fail(Fault.html200());

    Received answer = function.checked();

    assertThat(found(answer)).containsExactly("cloudvision failure");
    assertThat(of("cloudvision", answer)).contains("no login page");
  }

  @ParameterizedTest
  @CsvSource({
    "TagAssignmentService/GetAll, tags, workspaces",
    "WorkspaceService/GetAll, workspaces, tags"
  })
  void missingRight_isAFailureThatNamesIt(String method, String missing, String there) {
    Status denied = Status.PERMISSION_DENIED.withDescription("not in the role");
    cloudVision.grpc().failOn(method, CallFault.status(denied));

    Received answer = function().checked();

    assertThat(found(answer)).contains(missing + " failure", there + " ok");
    assertThat(of(missing, answer)).contains("may not read", "not in the role", "Give the service");
  }

  @Test
  void labelOfTheSystem_isAFailure() {
    Received answer = function("tag_label", "model").checked();

    assertThat(found(answer)).contains("tags ok", "label failure", "workspaces ok");
    assertThat(of("label", answer)).contains("CloudVision sets model itself", "tag_label");
  }

  @Test
  void labelThatTheWatcherListensTo_isSaidToWhoeverChecks() {
    Received answer = function("watcher_tag_labels", "Role Site").checked();

    assertFails(answer, 503, "300", "tag_label=Site is a label that the watcher tells moves by");
  }
}
