package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.cloudvision.apis.workspace.v1.ResponseCode;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an event whose workspace does not get through. */
class WorkspaceFaultsTest extends WithCloudVision {
  @Test
  void buildThatFails_isAnOperators_andAbandoned() {
    cloudVision.workspaces().failNextBuild("studio Campus: input is missing");

    Received answer = function().toWatcher(move("e"));

    assertFails(answer, 503, "300", "cannot be built: mend in CloudVision what it says, studio");
    assertThat(answer.body())
        .contains("tag-device " + leaf + "/e: assign Site={to.name} of device");
    assertThat(workspaces()).containsExactly("abandoned");
    assertDoneByTheNextCall("abandoned", "submitted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WorkspaceService/GetOne", "WorkspaceBuildService/GetOne"})
  void whatIsNotToldOfYet_isWaitedFor(String method) {
    cloudVision.grpc().failNext(2, method, CallFault.status(Status.NOT_FOUND));

    assertThat(function().toWatcher(move("e")).status()).isEqualTo(200);
    assertThat(workspaces()).containsExactly("submitted");
  }

  @Test
  void deviceThatIsNotInTheInventory_cannotBeBuilt() {
    Received answer = function().toWatcher(moveOf("NOBODY", "e"));

    assertFails(answer, 503, "300", "device NOBODY is not in the inventory");
    assertThat(workspaces()).containsExactly("abandoned");
  }

  @Test
  void conflict_isForLater_andAbandoned() {
    cloudVision.workspaces().submissionsTake(Duration.ofHours(1));
    CompletableFuture<Received> answer =
        CompletableFuture.supplyAsync(() -> function().toWatcher(move("e")));
    awaitRequest("REQUEST_SUBMIT");
    cloudVision.tags().assign(leaf, SITE, "Hall-7");
    await().until(() -> finished(answer));

    assertFails(answer.join(), 429, "5", "met another change of the same tag");
    assertThat(workspaces()).containsExactly("abandoned");
    cloudVision.workspaces().submissionsTake(Duration.ofMillis(1));
    assertThat(function().toWatcher(move("e")).status()).isEqualTo(200);
    assertThat(sites()).containsExactlyInAnyOrder("Hall-7", "DC1-Leaf");
  }

  private static boolean finished(CompletableFuture<Received> answer) {
    cloudVision.workspaces().finish();
    return answer.isDone();
  }

  @ParameterizedTest
  @CsvSource({
    "RESPONSE_CODE_INACTIVE_DEVICES_EXIST, 429, 60, waits for devices that do not stream",
    "RESPONSE_CODE_UNSPECIFIED, 503, 300, is not submitted: mend in CloudVision what it says"
  })
  void submissionThatIsRefused_isAbandoned(
      ResponseCode code, int status, String wait, String says) {
    cloudVision.workspaces().failNextSubmission(code, "because");

    Received answer = function().toWatcher(move("e"));

    assertFails(answer, status, wait, says);
    assertThat(answer.body()).contains("because");
    assertDoneByTheNextCall("abandoned", "submitted");
  }

  @Test
  void timeThatIsUp_leavesTheBuildToTheNextCall() {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));

    Received answer = function().toWatcher(move("e"), "5s");

    assertFails(answer, 429, "5", "is still being built: the event, when it comes again, goes on");
    assertThat(workspaces()).containsExactly("pending");
    cloudVision.workspaces().finish();
    assertDoneByTheNextCall("submitted");
    assertThat(builds()).isEqualTo(1);
  }

  private static long builds() {
    return cloudVision.http().requests().stream()
        .filter(each -> each.body().contains("START_BUILD"))
        .count();
  }

  @Test
  void timeThatIsUp_leavesTheSubmissionToTheNextCall() {
    cloudVision.workspaces().submissionsTake(Duration.ofHours(1));

    Received answer = function().toWatcher(move("e"), "5s");

    assertFails(answer, 429, "5", "is still being submitted");
    cloudVision.workspaces().finish();
    assertThat(function().toWatcher(move("e")).json().at("/result/action").asText())
        .isEqualTo("unchanged");
    assertThat(workspaces()).containsExactly("submitted");
  }

  @Test
  void timeThatIsUp_whileCloudVisionIsAsked_isNoReasonToAbandon() {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));
    cloudVision.http().failOn("v1/WorkspaceBuild", Fault.delay(Duration.ofSeconds(30)));

    Received answer = function().toWatcher(move("e"), "5s");

    assertFails(answer, 429, "5", "is still being built");
    assertThat(workspaces()).containsExactly("pending");
  }

  @Test
  void timeThatIsUp_forACallThatNobodyRepeats_abandonsTheBuild() {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));

    Received answer = function().byHand(move("e"), "5s");

    assertFails(answer, 504, null, "is still being built");
    assertThat(workspaces()).containsExactly("abandoned");
  }

  @Test
  void workspaceThatCouldNotBeAbandoned_isGoneOnWith() {
    cloudVision.http().failNext(1, "TagAssignmentConfig", Fault.delay(Duration.ofSeconds(1)));
    CompletableFuture<Received> answer =
        CompletableFuture.supplyAsync(() -> function().toWatcher(move("e")));
    awaitRequest("\"remove\":false");
    cloudVision.http().failOn("WorkspaceConfig", Fault.html502());

    assertFails(answer.join(), 502, null, "it answers 502: see that it is up");
    assertThat(workspaces()).containsExactly("pending");
    cloudVision.http().heal();
    assertDoneByTheNextCall("submitted");
  }

  @Test
  void openWorkspace_ofATagThatIsThereByNow_isAbandoned() {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));
    function().toWatcher(move("e"), "5s");
    cloudVision.tags().assign(leaf, SITE, "DC1-Leaf");

    assertThat(function().toWatcher(move("e")).json().at("/result/action").asText())
        .isEqualTo("unchanged");
    assertThat(workspaces()).containsExactly("abandoned");
  }

  @ParameterizedTest
  @CsvSource({"ABANDON, abandoned", "CANCEL_BUILD, was cancelled"})
  void workspaceThatSomebodyElseEnds_isSaid(String request, String says) throws Exception {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));
    CompletableFuture<Received> answer =
        CompletableFuture.supplyAsync(() -> function().toWatcher(move("e")));
    awaitRequest("START_BUILD");
    await().until(() -> newest().hasLastBuildId());
    asked(request);

    assertThat(answer.join().json().path("detail").asText()).contains(says);
    assertThat(workspaces()).containsExactly("abandoned");
  }

  @Test
  void rolledBack_isNotDoneAgain() throws Exception {
    function().toWatcher(move("e"));
    asked("ROLLBACK");
    assertThat(sites()).isEmpty();

    assertThat(function().toWatcher(move("e")).json().at("/result/action").asText())
        .isEqualTo("unchanged");
    assertThat(sites()).isEmpty();
  }

  @Test
  void workspaceThatSomebodyElseEnds_whileItIsWritten_isNotTheEventsFault() throws Exception {
    cloudVision.http().failNext(1, "v2/TagConfig", Fault.delay(Duration.ofSeconds(1)));
    CompletableFuture<Received> answer =
        CompletableFuture.supplyAsync(() -> function().toWatcher(move("e")));
    awaitRequest("\"value\":\"DC1-Leaf\"");
    asked("ABANDON");

    assertFails(answer.join(), 429, "5", "is abandoned, by somebody else");
    assertDoneByTheNextCall("abandoned", "submitted");
  }

  @Test
  void buildThatSomebodyElseBeginsAnew_isAsGood() throws Exception {
    cloudVision.workspaces().buildsTake(Duration.ofHours(1));
    CompletableFuture<Received> answer =
        CompletableFuture.supplyAsync(() -> function().toWatcher(move("e")));
    awaitRequest("START_BUILD");
    await().until(() -> newest().hasLastBuildId());
    asked("START_BUILD");
    await().until(() -> finished(answer));

    assertThat(answer.join().status()).as(answer.join().body()).isEqualTo(200);
    assertThat(workspaces()).containsExactly("submitted");
  }

  private static void awaitRequest(String text) {
    assertThat(
            cloudVision
                .http()
                .awaitRequest(each -> each.body().contains(text), Duration.ofSeconds(20)))
        .isPresent();
  }

  private static Workspace newest() {
    var all = cloudVision.workspaces().all();
    return all.get(all.size() - 1);
  }

  private void asked(String request) throws Exception {
    Settings settings = Settings.of(RunningFunction.settings(cloudVision, secrets)::get);
    try (CloudVision other = CloudVisionSettings.from(settings).open()) {
      String id = newest().getKey().getWorkspaceId().getValue();
      other.ask(id, request, "other", Budget.of(Duration.ofSeconds(5)));
    }
  }
}
