package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.SessionLost;
import io.cvpfunctions.lab.http.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A CloudVision that all tests of a class share, with a device for each of them. */
abstract class WithCloudVision {
  static final String SITE = "Site";

  static CloudVisionSimulator cloudVision;
  private static int tests;

  @TempDir Path secrets;

  /** The serial number of this test's device. */
  final String leaf = Device.numbered(++tests).serial();

  private final List<RunningFunction> running = new ArrayList<>();
  private Set<String> before;

  /** What is slow once only is not to be part of any test's time. */
  @BeforeAll
  static void start(@TempDir Path secrets) {
    cloudVision = CloudVisionSimulator.start();
    cloudVision.workspaces().buildsTake(Duration.ofMillis(1));
    try (RunningFunction function = RunningFunction.start(cloudVision, secrets)) {
      function.byHand(moveOf("NOBODY", "warm-up"));
    }
  }

  @AfterAll
  static void close() {
    cloudVision.close();
  }

  @BeforeEach
  void quick() {
    cloudVision.http().heal();
    cloudVision.grpc().heal();
    cloudVision.sessionLost(SessionLost.STATUS_401);
    cloudVision.workspaces().buildsTake(Duration.ofMillis(1));
    cloudVision.workspaces().submissionsTake(Duration.ofMillis(1));
    cloudVision.addDevice(Device.numbered(tests));
    cloudVision.http().forgetRequests();
    before =
        cloudVision.workspaces().all().stream()
            .map(WithCloudVision::id)
            .collect(Collectors.toSet());
  }

  @AfterEach
  void stop() {
    running.forEach(RunningFunction::close);
    cloudVision.workspaces().finish();
  }

  private static String id(Workspace workspace) {
    return workspace.getKey().getWorkspaceId().getValue();
  }

  RunningFunction function(String... settings) {
    RunningFunction function = RunningFunction.start(cloudVision, secrets, settings);
    running.add(function);
    return function;
  }

  /** This test's device moved to DC1-Leaf. */
  ObjectNode move(String id) {
    return moveOf(leaf, id);
  }

  static ObjectNode moveOf(String serial, String id) {
    ObjectNode event = RunningFunction.sample();
    event.put("id", serial + "/" + id).put("subject", serial);
    ((ObjectNode) event.at("/data/device")).put("serialNumber", serial);
    return event;
  }

  static ObjectNode data(ObjectNode event) {
    return (ObjectNode) event.path("data");
  }

  List<String> sites() {
    return cloudVision.tags().values(leaf, SITE);
  }

  /** What has become of this test's workspaces, the oldest first: {@code submitted}. */
  List<String> workspaces() {
    return cloudVision.workspaces().all().stream()
        .filter(each -> !before.contains(id(each)))
        .map(each -> word(each.getState()))
        .toList();
  }

  private static String word(WorkspaceState state) {
    return state.name().replace("WORKSPACE_STATE_", "").toLowerCase(Locale.ROOT);
  }

  /** The writes so far, by model. */
  static List<String> writes() {
    return cloudVision.http().requests().stream()
        .filter(each -> each.method().equals("POST") && !each.path().endsWith("/all"))
        .map(RecordedRequest::path)
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }

  static void assertFails(Received answer, int status, String retryAfter, String says) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
    assertThat(answer.json().path("detail").asText()).contains(says);
    assertThat(answer.body()).doesNotContain("eyJ");
  }

  /** The event, coming again, is done; and by then these are the workspaces. */
  void assertDoneByTheNextCall(String... workspaces) {
    assertThat(function().toWatcher(move("e")).status()).isEqualTo(200);
    assertThat(sites()).containsExactly("DC1-Leaf");
    assertThat(workspaces()).containsExactly(workspaces);
  }
}
