package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that end, one after the other, before they have listed anything. */
class BlindStreamTest extends WithCloudVision {
  private static final String PROVISIONED = "ProvisionedDeviceService/Subscribe";
  private static final Duration LONG = Duration.ofMinutes(6);

  @ParameterizedTest
  @CsvSource({
    "EventService, events",
    "TagAssignmentService, tags",
    "ProvisionedDeviceService, provisioned"
  })
  void source_everyStreamEndsCleanlyAtOnce_isBlindUntilOneLists(String service, String source) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.tags().assign(LEAF, "Role", "leaf");
    Watching watching = watching(cv).labels("Role").start(source).awaitUp(source);
    cv.grpc().failOn(service + "/Subscribe", CallFault.status(Status.OK));
    cv.grpc().endStreams();
    watching.hurryCalls(service + "/Subscribe", 3);
    assertThat(watching.told()).isEmpty();
    watching.pass(LONG);
    assertThat(watching.hurryTold(1)).containsExactly("watcher.blind " + source + "-broken");
    cv.grpc().heal();
    assertThat(watching.hurryTold(2)).last().isEqualTo("watcher.sees " + source + "-broken");
  }

  @Test
  void source_neverListedAnything_isBlind() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.grpc().failOn("EventService/Subscribe", CallFault.endAfter(1, Status.OK));
    cv.events().flood(3, LEAF);
    Watching watching = watching(cv).start("events");
    watching.hurryCalls("EventService/Subscribe", 2);
    watching.pass(LONG);
    assertThat(watching.hurryTold(1)).containsExactly("watcher.blind events-broken");
  }

  @Test
  void devices_streamBreaks_isBlind() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.grpc().failOn("inventory.v1.DeviceService/Subscribe", CallFault.status(Status.INTERNAL));
    Watching watching = watching(cv).start("provisioned");
    watching.hurryCalls("v1.DeviceService/Subscribe", 2);
    watching.pass(LONG);
    await().atMost(PATIENCE).until(() -> watching.told().contains("watcher.blind devices-broken"));
  }

  @ParameterizedTest
  @CsvSource({"PERMISSION_DENIED", "UNIMPLEMENTED"})
  void auto_leaderIsRefused_isBlindAndSaysSo(Status.Code code) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    Watching watching = watching(cv).start();
    awaitBaselines(watching, "container");
    watching.awaitUp("provisioned");
    cv.grpc().failOn(PROVISIONED, CallFault.status(Status.fromCode(code)));
    cv.grpc().endStreams();
    watching.hurryCalls(PROVISIONED, 2);
    watching.pass(LONG);
    watching.hurry(() -> watching.told().contains("watcher.blind provisioned-refuses"));
    assertThat(watching.refused()).anyMatch(each -> each.startsWith("provisioned"));
  }

  @ParameterizedTest
  @CsvSource({"true, OK", "true, INTERNAL", "false, OK"})
  void auto_restWaitsForAListThatNeverComes_isBlind(boolean restart, Status.Code code) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.ONLY_UNDEFINED);
    Watching watching = watching(cv);
    if (restart) {
      watching.start();
      awaitBaselines(watching, "container");
      watching.awaitUp("provisioned").stop();
    }
    cv.grpc().failOn(PROVISIONED, CallFault.status(Status.fromCode(code)));
    watching.start();
    watching.hurryCalls(PROVISIONED, 3);
    watching.pass(LONG);
    watching.hurry(() -> watching.told().contains("watcher.blind provisioned-broken"));
    watching.hurry(() -> watching.told().contains("watcher.blind cloudvision-broken"));
    cv.grpc().heal();
    watching.hurry(() -> watching.told().contains("watcher.sees provisioned-broken"));
    watching.hurry(() -> watching.told().contains("watcher.sees cloudvision-broken"));
  }
}
