package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cloudvision.SessionLost;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.Reply;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an event where CloudVision, or the way to it, does not do its part. */
class FaultsTest extends WithCloudVision {
  @Test
  void answerToAWriteThatIsLost_isDoneByTheNextCall() {
    cloudVision.http().failNext(1, "TagAssignmentConfig", Fault.resetAfterHandling());

    assertFails(function().toWatcher(move("e")), 502, null, "ended the connection before");
    assertDoneByTheNextCall("abandoned", "submitted");
  }

  @Test
  void token_thatIsNotAccepted_isAnOperators() {
    RunningFunction function = function();
    cloudVision.revokeTokens();

    assertFails(function.toWatcher(move("e")), 503, "300", "into the secret cloudvision-token");
  }

  @Test
  void token_thatGetsEmptyLists_doesNotPassForNothingToRemove() {
    cloudVision.tags().assign(leaf, SITE, "DC1-Leaf");
    RunningFunction function = function("tag_operation", "remove");
    cloudVision.revokeTokens();
    cloudVision.sessionLost(SessionLost.EMPTY_LISTS);

    assertFails(function.toWatcher(move("e")), 503, "300", "cloudvision-token");
  }

  @ParameterizedTest
  @CsvSource({
    "WorkspaceConfigService/Set, PERMISSION_DENIED, 503, 300, may not change workspace/v1/Workspace",
    "TagAssignmentService/GetAll, PERMISSION_DENIED, 503, 300, may not read tag/v2/TagAssignment",
    "TagAssignmentService/GetAll, UNIMPLEMENTED, 503, 300, 2021.1 or later",
    "TagConfigService/Set, INVALID_ARGUMENT, 422, , it refuses to change tag/v2/TagConfig",
    "TagConfigService/Set, ABORTED, 429, 5, somebody else was at it",
    "TagConfigService/Set, NOT_FOUND, 429, 5, is not there yet: reason of CloudVision",
    "TagConfigService/Set, RESOURCE_EXHAUSTED, 429, , it has too much to do",
    "TagConfigService/Set, INTERNAL, 502, , it answers 500: see that it is up"
  })
  void refusals_haveAKindAndSayWhatToDo(
      String method, Status.Code code, int status, String wait, String says) {
    CallFault fault = CallFault.status(code.toStatus().withDescription("reason of CloudVision"));
    cloudVision.grpc().failOn(method, fault);

    Received answer = function().toWatcher(move("e"));

    assertFails(answer, status, wait, says);
    assertThat(answer.body()).contains("reason of CloudVision");
    assertThat(workspaces()).doesNotContain("pending");
    cloudVision.grpc().heal();
    assertThat(function().toWatcher(move("e")).status()).isEqualTo(200);
  }

  @Test
  void listThatBreaksOff_isNotTakenForAll() {
    cloudVision.tags().assign(leaf, SITE, "Hall-7");
    cloudVision
        .grpc()
        .failOn("TagAssignmentService/GetAll", CallFault.endAfter(1, Status.UNAVAILABLE));

    assertFails(
        function("tag_operation", "replace").toWatcher(move("e")), 502, null, "it answers 500");
  }

  @Test
  void otherAnswers_areToldApart() {
    RunningFunction function = function();
    cloudVision.http().fail(Fault.html200());
    assertFails(function.toWatcher(move("e")), 502, null, "leads to it and to no login page");
    cloudVision.http().heal();
    cloudVision.http().fail(Fault.redirectTo("https://elsewhere.example/"));
    assertFails(function.toWatcher(move("e")), 503, "300", "set cloudvision_url to its own");
    cloudVision.http().heal();
    cloudVision.http().fail(Fault.instead(busy()));
    assertFails(function.toWatcher(move("e"), "4s"), 429, "30", "it has too much to do");
    cloudVision.http().heal();
    assertThat(workspaces()).isEmpty();
  }

  private static Reply busy() {
    return Reply.json(429, JsonNodeFactory.instance.objectNode()).with("Retry-After", "30");
  }

  @Test
  void labelOfTheSystem_isRefused() {
    Received answer = function("tag_label", "model").toWatcher(move("e"));

    assertFails(answer, 503, "300", "it sets model itself: choose another tag_label");
    assertThat(writes()).isEmpty();
  }
}
