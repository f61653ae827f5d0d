package io.cvpfunctions.watcher.sources;

import static org.awaitility.Awaitility.await;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.watcher.state.PlacementTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Two switches in two containers of a stand-in, and sources that watch it. */
abstract class WithCloudVision {
  /** The first stream of a process that has a busy machine was seen to take half a minute. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  static final String LEAF = "JPE00000001";
  static final String OTHER = "JPE00000002";
  static final EventSeverity WARNING = EventSeverity.EVENT_SEVERITY_WARNING;

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
  }

  CloudVisionSimulator simulator(Generation generation) {
    return filled(CloudVisionSimulator.builder().generation(generation).start());
  }

  CloudVisionSimulator filled(CloudVisionSimulator started) {
    open.add(started);
    started.addContainer("DC1-Leaf");
    started.addContainer("DC1-Spine");
    started.addDevice(Device.numbered(1).in("DC1-Leaf"));
    started.addDevice(Device.numbered(2).in("DC1-Spine"));
    return started;
  }

  Watching watching(CloudVisionSimulator simulator) {
    Watching watching = new Watching(simulator, folder);
    open.add(watching);
    return watching;
  }

  static void awaitPolls(CloudVisionSimulator cv, int more) {
    int before = cv.polls();
    await("polls").atMost(PATIENCE).until(() -> cv.polls() >= before + more);
  }

  static void awaitCalls(CloudVisionSimulator cv, String method, int times) {
    await(method).atMost(PATIENCE).until(() -> cv.grpc().calls(method).size() >= times);
  }

  static void awaitBaselines(Watching watching, String... dimensions) {
    for (String each : dimensions) {
      PlacementTable table = new PlacementTable(watching.database(), each);
      await(each).atMost(PATIENCE).until(() -> table.baseline().isPresent());
    }
  }
}
