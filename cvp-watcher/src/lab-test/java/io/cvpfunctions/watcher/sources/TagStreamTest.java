package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.watcher.state.PlacementTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of tags, by the stream of a stand-in. */
class TagStreamTest extends WithCloudVision {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tags_valueChanges_isOneMoveInEitherOrder(boolean removalFirst) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.tags().removalFirst(removalFirst);
    cv.tags().assign(LEAF, "Role", "leaf");
    cv.tags().assign(OTHER, "DC", "DC1");
    Watching watching =
        watching(cv).labels("Role", "DC").start("poll", "tags").awaitUp("tags").awaitUp("poll");
    awaitBaselines(watching, "tag:Role", "tag:DC");
    cv.tags().inWorkspace("ws-1").assign(LEAF, "Role", "noise");
    cv.tags().change(LEAF, "Role", "leaf", "spine");
    watching.awaitTold(1);
    cv.tags().assign(LEAF, "Role", "edge");
    assertThat(watching.awaitTold(2))
        .containsExactly(
            "device.moved " + LEAF + " leaf>spine", "device.moved " + LEAF + " spine>edge,spine");
    assertThat(watching.data(0).at("/to/label").asText()).isEqualTo("Role");
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    assertThat(watching.data(1).at("/device/ipAddress").asText())
        .as("the stream of devices has none, REST has")
        .isNotEmpty();
    cv.tags().unassign(OTHER, "DC", "DC1");
    assertThat(watching.awaitTold(3)).last().isEqualTo("device.unprovisioned " + OTHER + " DC1>");
  }

  @Test
  void tags_noProvisioning_devicesHaveNamesAndStayKnown() throws Exception {
    CloudVisionSimulator cv = withoutProvisioning();
    Watching watching = watching(cv).labels("Role").start();
    watching.awaitUp("events").awaitUp("tags");
    cv.tags().change(LEAF, "Role", "leaf", "spine");
    watching.awaitTold(1);
    cv.events().raise("DEVICE_INTF_ERR_SMART", WARNING, LEAF);
    watching.awaitTold(2);
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    assertThat(watching.data(1).at("/device/hostname").asText()).isEqualTo("leaf1");
  }

  @Test
  void tags_takenAwayWhileDown_isUnprovisioned() throws Exception {
    CloudVisionSimulator cv = withoutProvisioning();
    cv.tags().assign(OTHER, "Role", "spine");
    Watching watching = watching(cv).labels("Role").start("tags").awaitUp("tags");
    PlacementTable table = new PlacementTable(watching.database(), "tag:Role");
    await().atMost(PATIENCE).until(() -> table.baseline().isPresent());
    watching.stop();
    cv.tags().unassign(LEAF, "Role", "leaf");
    watching.start("tags");
    assertThat(watching.awaitTold(1)).containsExactly("device.unprovisioned JPE00000001 leaf>");
  }

  private CloudVisionSimulator withoutProvisioning() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    cv.grpc().failOn("ProvisionedDeviceService", CallFault.unimplemented());
    cv.tags().assign(LEAF, "Role", "leaf");
    return cv;
  }
}
