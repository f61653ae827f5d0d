package io.cvpfunctions.watcher;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.Invocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What stands still with an attempt on its way goes on: a frozen watcher, one whose disk is full.
 */
class StandstillTest extends WatcherFixture {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration ATTEMPT = Duration.ofSeconds(1);
  private static final String FIRST = "JPE00000001";
  private static final String SECOND = "JPE00000002";

  private final CountDownLatch answers = new CountDownLatch(1);

  @BeforeEach
  void start() {
    cloudVision.addContainer("DC1-Spine");
    for (int i = 1; i <= 2; i++) cloudVision.addDevice(Device.numbered(i));
    subscribe("f", request -> answer());
  }

  private FunctionResponse answer() throws InterruptedException {
    answers.await(50, TimeUnit.SECONDS);
    return FunctionResponse.json(200, "{}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void run_frozenWithAnAttemptOnItsWay_repeatsItAtMostAndGoesOn(int attempts) throws Exception {
    watcher.with("--attempt-timeout", ATTEMPT.toSeconds() + "s");
    startWithAnAttemptOnItsWay();
    watcher.signal("STOP");
    answers.countDown();
    cloudVision.moveDevice(FIRST, "DC1-Spine");
    cloudVision.moveDevice(SECOND, "DC1-Leaf");
    await().atMost(PATIENCE).until(() -> gateway.inFlight("f") == 0);
    TimeUnit.MILLISECONDS.sleep(ATTEMPT.multipliedBy(attempts).toMillis());
    watcher.signal("CONT");
    await().atMost(PATIENCE).until(() -> told(SECOND).size() == 1 && told(FIRST).size() == 2);
    assertThat(told(FIRST)).as("in order").containsExactly("DC1-Leaf", "DC1-Spine");
    assertThat(gateway.invocations("f")).hasSizeBetween(3, 4);
    await().atMost(PATIENCE).until(() -> watcher.status("/readyz").ok());
    assertThat(watcher.command("dead-letters")).startsWith("0\n").contains("no dead letters");
  }

  @Test
  void run_diskFullWithAnAttemptOnItsWay_saysSoAndGoesOnOnceThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    watcher.onDisk(disk, "4m").with("--state", "jdbc:sqlite:" + disk.resolve("state.db"));
    assumeTrue(watcher.diskMounts(), "nobody may mount here (unshare -Urm): no disk can be filled");
    startWithAnAttemptOnItsWay();
    Path filler = fill(watcher.seen(disk));
    answers.countDown();
    cloudVision.moveDevice(SECOND, "DC1-Leaf");
    watcher.awaitLogged("the state cannot be written");
    assertThat(watcher.status("/readyz").text()).contains("the state cannot be written");
    assertThat(watcher.status("/healthz").ok()).isTrue();
    assertThat(told(SECOND)).as("what is not stored is not told").isEmpty();
    Files.delete(filler);
    await().atMost(PATIENCE).until(() -> told(SECOND).size() == 1);
    await().atMost(PATIENCE).until(() -> watcher.status("/readyz").ok());
    assertThat(gateway.invocations("f")).as("an answer that waits is no reason to ask").hasSize(2);
  }

  private void startWithAnAttemptOnItsWay() {
    watcher.start();
    watcher.awaitLogged("nothing is told until one moves");
    cloudVision.moveDevice(FIRST, "DC1-Leaf");
    await().atMost(PATIENCE).until(() -> gateway.inFlight("f") == 1);
  }

  /** Until not a byte more goes there. */
  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    for (int size = 1 << 20; size > 0; size /= 2) {
      try (OutputStream out = Files.newOutputStream(filler, CREATE, APPEND)) {
        while (true) out.write(new byte[size]);
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }
    return filler;
  }

  /** Where the function was told that the device is, each event once, in order of arrival. */
  private List<String> told(String device) {
    return gateway.reached("f").stream()
        .map(Invocation::body)
        .filter(body -> body.contains("\"subject\":\"" + device + "\""))
        .map(body -> body.replaceAll(".*\"to\":\\{\"name\":\"([^\"]*)\".*", "$1"))
        .distinct()
        .toList();
  }
}
