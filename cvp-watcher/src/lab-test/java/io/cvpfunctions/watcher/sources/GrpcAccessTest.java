package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** Where gRPC is looked for, and with what credentials. */
class GrpcAccessTest extends WithCloudVision {
  @Test
  void start_onAnOldRelease_pollsAlone() {
    CloudVisionSimulator cv = simulator(Generation.V2018_2);
    Watching watching = watching(cv).start().awaitUp("poll");
    watching.awaitMetric("cvp_watcher_source_up{source=\"events\"} 0");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
    assertThat(watching.refused()).isEmpty();
  }

  /** The one port of the real one that a test has to take; its address is this test's alone. */
  @Test
  void start_portIsThatOfOldReleases_isFound() {
    CloudVisionSimulator cv =
        filled(
            CloudVisionSimulator.builder()
                .generation(Generation.V2021_1)
                .listen("127.0.0.84", 0)
                .grpcPort(8443)
                .start());
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    assertThat(watching.awaitTold(1)).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void region_questionHangs_streamsOpenAllTheSame() {
    CloudVisionSimulator cv = simulator(Generation.CVAAS);
    cv.grpc().failOn("redirector.v1.AssignmentService", CallFault.silent());
    Watching watching = watching(cv).token(cv.issueToken("watcher", Duration.ofDays(90)));
    watching.start("tags", "events", "provisioned");
    watching.awaitUp("events").awaitUp("tags").awaitUp("provisioned");
    assertThat(cv.grpc().calls("redirector.v1.AssignmentService")).hasSize(1);
  }

  @Test
  void question_hangsOrBreaks_nextOneGoesToTheSameEndpoint() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Credentials credentials = Credentials.password("cvpadmin", Secret.of("arista"));
    HttpUrl url = HttpUrl.get("https://" + cv.addresses() + "/");
    Trust trust = Trust.pins(List.of(cv.sha256()));
    try (CloudVision cloudVision =
            new CloudVision(List.of(url), credentials, trust, Clock.systemUTC());
        Resources resources = new Resources(cloudVision.nodes(), Optional.empty(), trust)) {
      assertThat(resources.inSync(List.of(LEAF))).containsEntry(LEAF, true);
      for (Status.Code each : List.of(Status.Code.INTERNAL, Status.Code.DEADLINE_EXCEEDED)) {
        cv.grpc().failNext(1, "SummaryService", CallFault.status(each.toStatus()));
        assertThatThrownBy(() -> resources.inSync(List.of(LEAF)))
            .isInstanceOf(StreamFailedException.class);
        assertThat(resources.reached()).isTrue();
        assertThat(resources.inSync(List.of(LEAF))).containsEntry(LEAF, true);
      }
    }
  }

  @Test
  void start_portOfItsOwn_isTheOneGiven() {
    CloudVisionSimulator cv = simulator(Generation.V2021_1);
    watching(cv).grpcPort(cv.node().grpcPort()).start("events").awaitUp("events");
  }

  @Test
  void start_firstNodeIsDown_goesToTheNext() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.addNode();
    cv.node(0).down();
    Watching watching = watching(cv).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    assertThat(watching.awaitTold(1)).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void token_revoked_isRefusedAndNothingIsToldGone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    String token = cv.issueToken("watcher", Duration.ofDays(90));
    Watching watching = watching(cv).token(token).start("events").awaitUp("events");
    cv.events().raise("A", WARNING, LEAF);
    watching.awaitTold(1);
    cv.revokeTokens();
    cv.grpc().endStreams(Status.UNAUTHENTICATED);
    await().atMost(PATIENCE).until(() -> !watching.refused().isEmpty());
    assertThat(watching.told()).containsExactly("event.raised " + LEAF + " WARNING");
  }

  @Test
  void region_elsewhere_everyStreamGoesThere() {
    CloudVisionSimulator cv = simulator(Generation.CVAAS);
    cv.addNode();
    cv.redirectTo(cv.addresses().split(",", -1)[1]);
    Watching watching = watching(cv).token(cv.issueToken("watcher", Duration.ofDays(90)));
    watching.start("tags", "events", "provisioned").awaitUp("events").awaitUp("tags");
    await().atMost(PATIENCE).until(() -> cv.node(1).grpc().streams() >= 4);
    assertThat(cv.node(0).grpc().calls("Subscribe")).isEmpty();
    cv.grpc().endStreams();
    cv.node(1).grpc().endStreams();
    await().atMost(PATIENCE).until(() -> cv.node(1).grpc().calls("Subscribe").size() >= 8);
    assertThat(cv.node(0).grpc().calls("Subscribe")).isEmpty();
  }
}
