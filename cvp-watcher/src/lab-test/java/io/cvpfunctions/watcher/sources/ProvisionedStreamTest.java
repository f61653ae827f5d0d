package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.Task;
import io.cvpfunctions.watcher.state.PendingTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of containers, by REST and by the stream of a stand-in. */
class ProvisionedStreamTest extends WithCloudVision {
  @ParameterizedTest
  @ValueSource(strings = {"PROVISIONING_NOT_FOUND", "PROVISIONING_FORBIDDEN", "ONLY_UNDEFINED"})
  void provisioned_whereRestHasNoContainers_saysWhereDevicesAre(String snapshot) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.valueOf(snapshot));
    Watching watching = watching(cv).start();
    awaitBaselines(watching, "container");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
    assertThat(watching.data(0).path("observedBy").asText()).isEqualTo("provisioned");
    assertThat(watching.data(0).at("/device/hostname").asText()).isEqualTo("leaf1");
    cv.snapshot(Snapshot.COMPLETE);
    watching.awaitUp("poll");
    cv.moveDevice(LEAF, "DC1-Leaf");
    assertThat(watching.awaitTold(2))
        .last()
        .isEqualTo("device.moved " + LEAF + " DC1-Spine>DC1-Leaf");
  }

  @Test
  void provisioned_whereRestHasContainers_makesThePollLookAtOnce() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).pollInterval(Duration.ofMinutes(5)).start();
    watching.awaitUp("poll").awaitUp("provisioned");
    cv.moveDevice(LEAF, "DC1-Spine");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + LEAF + " DC1-Leaf>DC1-Spine");
    assertThat(watching.data(0).path("observedBy").asText()).isEqualTo("poll");
    assertThat(watching.data(0).at("/to/key").asText()).isEqualTo(cv.containerKey("DC1-Spine"));
    assertThat(watching.data(0).at("/to/path").asText()).isEqualTo("Tenant/DC1-Spine");
  }

  @Test
  void poll_moveWithATask_isNotSettledUntilTheTaskIsDone() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching = watching(cv).start();
    watching.awaitUp("poll").awaitUp("provisioned");
    Task task = cv.proposeMove("netops", LEAF, "DC1-Spine");
    cv.outOfSync(LEAF);
    watching.awaitTold(1);
    assertThat(watching.data(0).path("movedBy").asText()).isEqualTo("netops");
    assertThat(watching.data(0).path("settled").asBoolean()).isFalse();
    assertThat(watching.data(0).path("waitsFor").toString()).contains("task");
    PendingTable pending = new PendingTable(watching.database());
    await()
        .atMost(PATIENCE)
        .until(() -> pending.of(LEAF).orElseThrow().waitsFor().contains("configuration"));
    cv.executeTask(task.id());
    cv.inSync(LEAF);
    await().atMost(PATIENCE).until(() -> pending.of(LEAF).orElseThrow().settled());
  }
}
