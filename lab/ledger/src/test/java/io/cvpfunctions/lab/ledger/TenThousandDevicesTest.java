package io.cvpfunctions.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenThousandDevicesTest {
  private static final int DEVICES = 10_000;
  private static final int MOVED = 300;

  private final Pipeline pipeline = new Pipeline();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void watcher_tenThousandDevices_tellsAllThatMovedAndDoubtsThatHalfAreGone() {
    pipeline.cloudVision.addContainer("Leaf");
    for (int i = 1; i <= DEVICES; i++) pipeline.cloudVision.addDevice(Device.numbered(i));
    subscribe("mover", "cvp.device.*");
    subscribe("guard", "cvp.watcher.*");
    pipeline.start(folder, "--poll-interval", "1s", "--debounce", "0s", "--remove-after", "1s");
    assertThat(pipeline.logged()).contains(DEVICES + " devices in 3 containers");

    for (int i = 0; i < MOVED; i++) {
      pipeline.cloudVision.moveDevice(Device.numbered(1 + i * 33).serial(), "Leaf");
    }
    pipeline.until(() -> subjects("mover").size() == MOVED);

    pipeline.cloudVision.snapshot(Snapshot.HALF);
    pipeline.until(() -> told("guard", "cvp.watcher.suspicious"));
    pipeline.cloudVision.snapshot(Snapshot.COMPLETE);
    pipeline.until(() -> told("guard", "cvp.watcher.sees"));
    assertThat(pipeline.gateway.reached("mover")).hasSize(MOVED);
  }

  private void subscribe(String name, String topics) {
    FunctionSpec spec = FunctionSpec.named(name).annotation("cvp.topics", topics);
    pipeline.gateway.function(spec, request -> FunctionResponse.json(200, "{}"));
  }

  private Set<String> subjects(String function) {
    return pipeline.gateway.reached(function).stream()
        .map(call -> call.body().replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1"))
        .collect(Collectors.toSet());
  }

  private boolean told(String function, String type) {
    return pipeline.gateway.reached(function).stream()
        .map(Invocation::body)
        .anyMatch(body -> body.contains("\"" + type + "\""));
  }
}
