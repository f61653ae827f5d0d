package io.cvpfunctions.lab.ledger;

import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.ledger.stage.WatcherFlags;
import io.cvpfunctions.lab.ledger.stage.WatcherProcess;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/** CloudVision, a gateway and the watcher's process between them, for a test that looks closer. */
final class Pipeline implements AutoCloseable {
  static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent().getParent();

  final CloudVisionSimulator cloudVision =
      CloudVisionSimulator.builder().generation(Generation.V2021_3).start();
  final FaasGateway gateway =
      FaasGateway.builder()
          .credentials(WatcherFlags.USER, WatcherFlags.PASSWORD)
          .keep(100_000)
          .start();
  private WatcherProcess watcher;

  /** Starts the watcher with these flags more, and waits until it has its baseline. */
  void start(Path folder, String... flags) {
    WatcherFlags all =
        WatcherFlags.to(cloudVision, gateway, folder).with("--topics-interval", "300ms");
    for (int i = 0; i < flags.length; i += 2) all.with(flags[i], flags[i + 1]);
    watcher = new WatcherProcess(REPOSITORY, folder.resolve("watcher.log"), all.all());
    watcher.start();
    until(() -> watcher.logged().contains("nothing is told until one moves"));
  }

  String logged() {
    return watcher.logged();
  }

  /** Waits for it, however busy the machine is. */
  void until(Callable<Boolean> so) {
    await().atMost(Duration.ofMinutes(2)).until(so);
  }

  @Override
  public void close() {
    if (watcher != null) watcher.close();
    gateway.close();
    cloudVision.close();
  }
}
