package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.state.StateAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three watchers on one PostgreSQL: one leads, all deliver. */
class ReplicasTest {
  private static final int DEVICES = 6;
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");

  @TempDir Path folder;

  private final List<WatcherUnderTest> replicas = new ArrayList<>();
  private CloudVisionSimulator cloudVision;
  private FaasGateway gateway;
  private int moves;

  @BeforeEach
  void start() throws Exception {
    StateAddress state = PostgresServer.newState();
    cloudVision = CloudVisionSimulator.start();
    cloudVision.addContainer("DC1-Leaf");
    for (int i = 1; i <= DEVICES; i++) cloudVision.addDevice(Device.numbered(i));
    gateway = FaasGateway.builder().credentials("admin", "pw").start();
    gateway.function(
        FunctionSpec.named("f").annotation("topic", "cvp.device.moved"), request -> DONE);
    for (int i = 0; i < 3; i++) replicas.add(replica(state, folder.resolve("replica-" + i)));
  }

  private WatcherUnderTest replica(StateAddress state, Path own) throws IOException {
    Files.createDirectories(own);
    WatcherUnderTest replica = new WatcherUnderTest(own, cloudVision, gateway);
    return replica
        .with("--state", state.url())
        .with("--state-user-file", replica.file("state-user", state.user().orElseThrow()))
        .with("--state-password-file", replica.file("state-password", "postgres"))
        .start();
  }

  @AfterEach
  void stop() {
    replicas.forEach(WatcherUnderTest::close);
    gateway.close();
    cloudVision.close();
  }

  @Test
  void run_leaderLosesItsSessionOrItsLife_anotherGoesOnWithoutLossOrDisorder() throws Exception {
    await().atMost(Duration.ofSeconds(40)).until(() -> leaders().size() == 1 && ready() == 3);
    replicas.get(0).awaitStarted();
    await().until(() -> leaders().get(0).logged().contains("nothing is told until one moves"));
    moveAll();
    PostgresServer.endLeaders();
    moveAll();
    freezeTheLeader();
    await().atMost(Duration.ofSeconds(20)).until(() -> leaders().size() == 1);
    WatcherUnderTest leader = leaders().get(0);
    leader.kill();
    replicas.remove(leader);
    await().atMost(Duration.ofSeconds(15)).until(() -> leaders().size() == 1);
    moveAll();
    WatcherUnderTest second = leaders().get(0);
    assertThat(second.terminate()).isIn(0, 143);
    replicas.remove(second);
    moveAll();
    assertThat(replicas.get(0).command("story", "JPE00000001"))
        .startsWith("0\n")
        .contains("moved", "Undefined -> DC1-Leaf, seen by poll", "done, 200 after 1 attempt");
    assertThat(replicas.get(0).command("tell", "--container", "Undefined", "--dry-run"))
        .contains("leaf1 (JPE00000001) in Undefined: would be told to f");
    assertThat(ready()).isEqualTo(1);
  }

  /** Whoever stood still and goes on has no say: another leads, and tells what there is to tell. */
  private void freezeTheLeader() {
    await().atMost(Duration.ofSeconds(20)).until(() -> leaders().size() == 1);
    WatcherUnderTest frozen = leaders().get(0);
    int terms = frozen.logged().split("leader.lost", -1).length;
    frozen.signal("STOP");
    replicas.remove(frozen);
    await().atMost(Duration.ofSeconds(20)).until(() -> leaders().size() == 1);
    moveAll();
    frozen.signal("CONT");
    replicas.add(frozen);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> frozen.logged().split("leader.lost", -1).length > terms);
    moveAll();
    assertThat(leaders()).hasSize(1).doesNotContain(frozen);
  }

  /** Every device goes to the other container, and that is told of every one, by whomever. */
  private void moveAll() {
    String from = moves++ % 2 == 0 ? "Undefined" : "DC1-Leaf";
    String to = from.equals("Undefined") ? "DC1-Leaf" : "Undefined";
    for (int i = 1; i <= DEVICES; i++) cloudVision.moveDevice("JPE%08d".formatted(i), to);
    await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertToldOfAll(moves));
  }

  private void assertToldOfAll(int times) {
    for (int i = 1; i <= DEVICES; i++) {
      String subject = "\"subject\":\"JPE%08d\"".formatted(i);
      List<String> told =
          gateway.reached("f").stream()
              .map(Invocation::body)
              .filter(body -> body.contains(subject))
              .map(body -> body.replaceAll(".*\"to\":\\{\"name\":\"([^\"]*)\".*", "$1"))
              .toList();
      List<String> expected = new ArrayList<>();
      for (int n = 0; n < times; n++) expected.add(n % 2 == 0 ? "DC1-Leaf" : "Undefined");
      assertThat(told).as(subject).isEqualTo(expected);
    }
  }

  private List<WatcherUnderTest> leaders() {
    return replicas.stream()
        .filter(each -> each.status("/metrics").text().contains("\ncvp_watcher_leader 1\n"))
        .toList();
  }

  private long ready() {
    return replicas.stream().filter(each -> each.status("/readyz").status() == 200).count();
  }
}
