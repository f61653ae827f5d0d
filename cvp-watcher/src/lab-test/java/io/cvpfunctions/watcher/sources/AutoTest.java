package io.cvpfunctions.watcher.sources;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What {@code auto} says at the start of what each server offers, in one line. */
class AutoTest extends WithCloudVision {
  private static final String EVERYWHERE = "sees every device and container";

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(Healths.class);
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          said.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    listener.start();
    log.addAppender(listener);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(listener);
  }

  @Test
  void auto_everythingIsThere_namesEachSource() {
    start(simulator(Generation.V2025_2));
    awaitSaid(
        "poll: " + EVERYWHERE,
        "devices: 2 devices, with hostname and version",
        "provisioned: tells the poll to look",
        "tags: 2 tags of Container",
        "events: hears of every event");
  }

  @Test
  void auto_releaseBeforeGrpc_saysThatOnlyPollWorks() {
    start(simulator(Generation.V2018_1));
    awaitSaid(
        "poll: " + EVERYWHERE,
        "devices not offered (no gRPC at ",
        "provisioned not offered (no gRPC at ",
        "tags not offered (no gRPC at ",
        "events not offered (no gRPC at ");
  }

  @Test
  void auto_networkProvisioningIsOff_saysWhatStandsInForIt() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    cv.grpc().failOn("ProvisionedDeviceService", CallFault.unimplemented());
    start(cv);
    awaitSaid(
        "poll not offered (CloudVision: offers no inventory: is Network Provisioning on, and is"
            + " this CloudVision?)",
        "provisioned not offered (not in this release: UNIMPLEMENTED",
        "tags: 2 tags of Container",
        "events: hears of every event");
  }

  @Test
  void auto_credentialsRefused_saysWhatAPersonHasToMend() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    watching(cv).token("none of CloudVision's").start();
    awaitSaid("poll refused: ", "provisioned refused: ", "tags refused: ", "events refused: ");
  }

  private void start(CloudVisionSimulator cv) {
    watching(cv).start();
  }

  /** The last line says all of this, each of another source. */
  private void awaitSaid(String... parts) {
    await()
        .atMost(PATIENCE)
        .until(() -> !said.isEmpty() && saysAll(said.get(said.size() - 1), List.of(parts)));
  }

  private static boolean saysAll(String line, List<String> parts) {
    List<String> sources = List.of(line.split("; ", -1));
    return parts.stream().allMatch(each -> sources.stream().anyMatch(s -> s.startsWith(each)));
  }
}
