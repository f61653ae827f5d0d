package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.http.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What comes right behind the first list is news, however soon, and whatever that waits for. */
class AfterTheListTest extends WithCloudVision {
  private static final String CREDENTIALS = "/api/v1/rest/";

  @Test
  void events_raisedWhileTheListIsOnItsWay_areTold() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.events().raise("OLD", WARNING, OTHER);
    Watching watching = startSilently(cv, "EventService", "events");
    cv.events().flood(50, LEAF);
    cv.grpc().heal();
    assertThat(watching.awaitTold(50))
        .hasSize(50)
        .allSatisfy(each -> assertThat(each).isEqualTo("event.raised " + LEAF + " WARNING"));
  }

  @Test
  void events_raisedWhileTheCredentialsCannotBeShownGood_areTold() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.http().failOn(CREDENTIALS, Fault.html502());
    Watching watching = watching(cv).token(cv.issueToken("watcher", Duration.ofDays(90)));
    watching.start("events");
    awaitCredentialsAsked(cv, 1);
    cv.events().raise("A", WARNING, LEAF);
    cv.grpc().endStreams();
    cv.events().raise("B", WARNING, OTHER);
    awaitCredentialsAsked(cv, 3);
    assertThat(watching.told()).isEmpty();
    cv.http().heal();
    assertThat(watching.awaitTold(2))
        .containsExactlyInAnyOrder(
            "event.raised " + LEAF + " WARNING", "event.raised " + OTHER + " WARNING");
  }

  private static void awaitCredentialsAsked(CloudVisionSimulator cv, int times) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cv.requests().stream().filter(each -> each.path().equals(CREDENTIALS)).count()
                    >= times);
  }

  @Test
  void tags_changedWhileTheListIsOnItsWay_areTold() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.tags().assign(LEAF, "Role", "leaf");
    Watching watching = startSilently(cv, "TagAssignmentService", "tags");
    cv.tags().change(LEAF, "Role", "leaf", "spine");
    cv.grpc().heal();
    assertThat(watching.awaitTold(1)).containsExactly("device.moved " + LEAF + " leaf>spine");
  }

  @Test
  void provisioned_movedWhileTheListIsOnItsWay_isTold() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = startSilently(cv, "ProvisionedDeviceService", "provisioned");
    cv.moveDevice(LEAF, "DC1-Spine");
    cv.grpc().heal();
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
  }

  @Test
  void provisioned_movedBeforeRestSaysThatItHasNoContainers_isTold() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    cv.http().failOn("/inventory/", Fault.delay(Duration.ofSeconds(2)));
    Watching watching = watching(cv).start("poll", "provisioned").awaitUp("provisioned");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
  }

  /** The list is made, and comes once the stand-in is healed; so is that of the devices. */
  private Watching startSilently(CloudVisionSimulator cv, String service, String source) {
    cv.grpc().failNext(1, service + "/Subscribe", CallFault.silent());
    cv.grpc().failNext(1, "inventory.v1.DeviceService/Subscribe", CallFault.silent());
    Watching watching = watching(cv).labels("Role").start(source);
    awaitCalls(cv, service + "/Subscribe", 1);
    await().atMost(PATIENCE).until(() -> cv.grpc().streams() >= 2);
    return watching;
  }
}
