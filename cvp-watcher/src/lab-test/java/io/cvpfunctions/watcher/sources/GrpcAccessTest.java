package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.grpc.Status;
import java.time.Duration;
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
