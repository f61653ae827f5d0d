package io.cvpfunctions.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowFunctionTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final int DEVICES = 40;

  private final Pipeline pipeline = new Pipeline();
  private final CountDownLatch released = new CountDownLatch(1);

  @TempDir Path folder;

  @AfterEach
  void stop() {
    released.countDown();
    pipeline.close();
  }

  @Test
  void functionThatAnswersNobody_delaysNoOther() {
    pipeline.cloudVision.addContainer("Leaf");
    for (int i = 1; i <= DEVICES; i++) pipeline.cloudVision.addDevice(Device.numbered(i));
    subscribe("stuck", request -> afterRelease());
    subscribe("quick", request -> DONE);
    pipeline.start(folder, "--poll-interval", "200ms", "--debounce", "0s");

    moveAll("Leaf");
    pipeline.until(() -> told("quick") == DEVICES);
    moveAll("Undefined");
    pipeline.until(() -> told("quick") == 2 * DEVICES);
    pipeline.until(() -> pipeline.gateway.inFlight("stuck") > 0);
    assertThat(told("stuck")).isZero();

    released.countDown();
    pipeline.until(() -> told("stuck") == 2 * DEVICES);
  }

  private FunctionResponse afterRelease() throws InterruptedException {
    released.await();
    return DONE;
  }

  private void subscribe(String name, FunctionStub stub) {
    FunctionSpec spec = FunctionSpec.named(name).annotation("topic", "cvp.device.moved");
    pipeline.gateway.function(spec, stub);
  }

  private void moveAll(String container) {
    for (int i = 1; i <= DEVICES; i++) {
      pipeline.cloudVision.moveDevice(Device.numbered(i).serial(), container);
    }
  }

  private int told(String function) {
    return pipeline.gateway.reached(function).size();
  }
}
