package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.SessionLost;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.watcher.state.PlacementTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that are complete, without complaint, and empty. */
class EmptyListTest extends WithCloudVision {
  private static final String PROVISIONED = "ProvisionedDeviceService/Subscribe";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String TAGS = "TagAssignmentService/Subscribe";

  @Test
  void provisioned_emptyOnce_leadsOnAndComesBack() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    Watching watching = watching(cv).removeAfter(Duration.ofMinutes(10)).start();
    awaitBaselines(watching, "container");
    cv.grpc().failNext(1, PROVISIONED, CallFault.emptySnapshot());
    cv.grpc().endStreams();
    watching.hurryCalls(PROVISIONED, 2);
    watching.awaitUp("tags");
    watching.hurryCalls(TAGS, 2);
    awaitPolls(cv, 1);
    assertThat(new PlacementTable(watching.database(), "tag:Container").baseline()).isEmpty();
    assertThat(watching.told()).isEmpty();
    cv.grpc().endStreams();
    watching.hurryCalls(PROVISIONED, 3);
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
  }

  @Test
  void provisioned_emptyOnceThenOnlyAnAddressChanges_tellsNobodyGone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    cv.tellsOnlyChanges(true);
    Watching watching = watching(cv).removeAfter(Duration.ofSeconds(6)).start("provisioned");
    awaitBaselines(watching, "container");
    cv.grpc().failNext(1, PROVISIONED, CallFault.emptySnapshot());
    cv.grpc().endStreams();
    watching.hurryCalls(PROVISIONED, 2);
    cv.changeDevice(Device.numbered(1).in("DC1-Leaf").at("10.9.9.9"));
    watching.hurryCalls(PROVISIONED, 3);
    cv.moveDevice(LEAF, "DC1-Spine");
    watching.awaitTold(2);
    assertThat(watching.told())
        .contains("device.moved " + LEAF + " DC1-Leaf>DC1-Spine")
        .noneMatch(each -> each.contains("unprovisioned") || each.contains("removed"));
  }

  @Test
  void provisioned_emptyAgainAndAgain_isBelievedInTheEnd() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start("provisioned");
    awaitBaselines(watching, "container");
    cv.grpc().failOn(PROVISIONED, CallFault.emptySnapshot());
    cv.grpc().endStreams();
    assertThat(watching.hurryTold(2))
        .containsExactlyInAnyOrder(
            "device.unprovisioned " + LEAF + " DC1-Leaf>",
            "device.unprovisioned " + OTHER + " DC1-Spine>");
    assertThat(cv.grpc().calls(PROVISIONED)).hasSizeGreaterThan(3);
  }

  @Test
  void lists_emptySinceTheTokenEnded_neverTellAnybodyGone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.tags().assign(LEAF, "Role", "leaf");
    cv.events().raise("A", WARNING, LEAF);
    String token = cv.issueToken("watcher", Duration.ofDays(90));
    Watching watching = watching(cv).token(token).labels("Role").removeAfter(SECOND);
    watching.start("provisioned", "tags", "events").awaitUp("events");
    awaitBaselines(watching, "container", "tag:Role");
    cv.sessionLost(SessionLost.EMPTY_LISTS);
    cv.revokeTokens();
    cv.grpc().endStreams();
    watching.hurryCalls(PROVISIONED, 5);
    watching.hurryCalls(TAGS, 5);
    watching.pass(Duration.ofHours(1));
    watching.hurryCalls(PROVISIONED, 6);
    watching.hurryCalls(TAGS, 6);
    List<String> blind =
        List.of(
            "watcher.blind provisioned-broken",
            "watcher.blind tags-broken",
            "watcher.blind events-broken");
    watching.hurry(() -> watching.told().containsAll(blind));
    assertThat(watching.told()).allMatch(each -> each.startsWith("watcher."));
  }
}
