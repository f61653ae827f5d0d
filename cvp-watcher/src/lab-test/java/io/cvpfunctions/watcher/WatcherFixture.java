package io.cvpfunctions.watcher;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One watcher, not started yet, between stand-ins of CloudVision and of the gateway. */
abstract class WatcherFixture {
  @TempDir Path folder;

  CloudVisionSimulator cloudVision;
  FaasGateway gateway;
  WatcherUnderTest watcher;

  @BeforeEach
  final void startRemotes() {
    cloudVision = cloudVision();
    cloudVision.addContainer("DC1-Leaf");
    gateway = FaasGateway.builder().credentials("admin", "pw").start();
    watcher = new WatcherUnderTest(folder, cloudVision, gateway);
  }

  CloudVisionSimulator cloudVision() {
    return CloudVisionSimulator.start();
  }

  /** A function that is told of moves. */
  final void subscribe(String function, FunctionStub stub) {
    gateway.function(FunctionSpec.named(function).annotation("topic", "cvp.device.moved"), stub);
  }

  @AfterEach
  final void stop() {
    watcher.close();
    gateway.close();
    cloudVision.close();
  }
}
