package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.watcher.placements.Fleet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementStoreTest {
  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void store_deviceLeavesWhatIsNoPlace_leavesPendingWhatIs() {
    Shared shared = desk.shared(true, false);
    Dimension container = desk.dimension(Sources.CONTAINER, List.of(), shared, Desk.rules(false));
    Dimension campus = desk.dimension("tag:Campus", List.of(), shared, Desk.rules(false));
    Fleet containers = new Fleet().put("A", "Undefined").put("B", "Leaf");
    Fleet campuses = new Fleet().put("A", "North").put("B", "North");
    look(container, containers);
    look(campus, campuses);
    desk.inSync.put("A", false);
    look(container, containers.put("A", "Leaf"));
    assertThat(desk.pending().of("A")).isPresent();
    look(campus, campuses.unprovision("A"));
    assertThat(desk.told())
        .containsExactly("cvp.device.moved of A", "cvp.device.unprovisioned of A");
    assertThat(desk.pending().of("A")).isPresent();
    look(container, containers.unprovision("A"));
    assertThat(desk.told()).hasSize(3);
    assertThat(desk.pending().of("A")).isEmpty();
  }

  private void look(Dimension dimension, Fleet fleet) {
    dimension.look(fleet.snapshot(), Poller.NAME);
    desk.pass(Desk.DEBOUNCE);
    dimension.look(fleet.snapshot(), Poller.NAME);
  }
}
