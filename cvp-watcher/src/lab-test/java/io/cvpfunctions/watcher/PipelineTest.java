package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  @TempDir Path folder;

  private CloudVisionSimulator cloudVision;
  private FaasGateway gateway;
  private WatcherUnderTest watcher;

  @BeforeEach
  void start() {
    cloudVision = CloudVisionSimulator.start();
    cloudVision.addContainer("DC1-Leaf");
    for (int i = 1; i <= 3; i++) cloudVision.addDevice(Device.numbered(i));
    gateway = FaasGateway.builder().credentials("admin", "pw").start();
    watcher = new WatcherUnderTest(folder, cloudVision, gateway);
  }

  @AfterEach
  void stop() {
    watcher.close();
    gateway.close();
    cloudVision.close();
  }

  @Test
  void run_deviceMoved_reachesSubscriberAndChainSteps() {
    gateway.function(
        FunctionSpec.named("device-move").annotation("topic", "cvp.device.moved"),
        request ->
            FunctionResponse.json(
                200,
                "{\"outcome\":\"done\",\"event\":"
                    + request.bodyText()
                    + ",\"chainTo\":[\"notify-slack\"]}"));
    gateway.function("notify-slack", request -> FunctionResponse.json(200, "{}"));
    watcher.start();
    awaitLogged("nothing is told until one moves");

    cloudVision.moveDevice("JPE00000001", "DC1-Leaf");

    await().atMost(Duration.ofSeconds(10)).until(() -> !gateway.reached("notify-slack").isEmpty());
    assertThat(gateway.reached("device-move")).hasSize(1);
  }

  private void awaitLogged(String text) {
    await().atMost(Duration.ofSeconds(15)).until(() -> watcher.logged().contains(text));
  }
}
