package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.watcher.state.PlacementTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moves below one container, whose tree grows. */
class SubtreeTest extends WithCloudVision {
  @ParameterizedTest
  @EnumSource(names = {"V2018_1", "V2018_2", "V2025_2"})
  void subtree_moveIntoAContainerThatIsNew_isTold(Generation generation) {
    CloudVisionSimulator cv = simulator(generation);
    cv.addContainer("DC1-Rack1", "DC1-Leaf");
    Watching watching = watching(cv).subtree("DC1-Leaf").start().awaitUp("poll");
    awaitBaselines(watching, "container");
    cv.moveDevice(OTHER, "DC1-Rack1");
    assertThat(watching.awaitTold(1))
        .containsExactly("device.moved " + OTHER + " DC1-Spine>DC1-Rack1");
    cv.addContainer("DC2");
    cv.moveDevice(OTHER, "DC2");
    assertThat(watching.awaitTold(2)).last().isEqualTo("device.moved " + OTHER + " DC1-Rack1>DC2");
    cv.addContainer("DC2-Rack1", "DC2");
    cv.moveDevice(OTHER, "DC2-Rack1");
    awaitStored(watching, "DC2-Rack1");
    cv.addContainer("DC1-Rack2", "DC1-Leaf");
    cv.moveDevice(OTHER, "DC1-Rack2");
    assertThat(watching.awaitTold(3))
        .last()
        .isEqualTo("device.moved " + OTHER + " DC2-Rack1>DC1-Rack2");
    assertThat(watching.data(2).at("/to/path").asText()).isEqualTo("Tenant/DC1-Leaf/DC1-Rack2");
  }

  /** What is not told is remembered all the same. */
  private static void awaitStored(Watching watching, String container) {
    PlacementTable table = new PlacementTable(watching.database(), "container");
    await(container)
        .atMost(PATIENCE)
        .until(
            () ->
                table.all().stream()
                    .anyMatch(each -> each.placement().container().name().equals(container)));
  }
}
