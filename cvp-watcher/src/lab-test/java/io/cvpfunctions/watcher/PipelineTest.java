package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import io.cvpfunctions.remote.Answer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTest extends WatcherFixture {
  private static final String FIRST = "JPE00000001";
  private static final String SECOND = "JPE00000002";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");

  @BeforeEach
  void start() {
    cloudVision.addContainer("DC1-Spine");
    for (int i = 1; i <= 3; i++) cloudVision.addDevice(Device.numbered(i));
  }

  @Test
  void run_devicesMoveAndChange_functionsAndStepsAreTold() {
    subscribe("device-move", "cvp.device.*", request -> chain(request.bodyText()));
    gateway.function(FunctionSpec.named("notify-slack").annotation("cvp.batch", "x"), r -> DONE);
    watcher.with("--container", "DC1-L*,Undefined").start();
    watcher.awaitLogged("notify-slack: cvp.batch: x cannot be read, and is ignored");
    watcher.awaitLogged("3 devices in 4 containers; nothing is told until one moves");

    cloudVision.moveDevice(FIRST, "DC1-Leaf");
    watcher.awaitLogged("leaf1 (JPE00000001) moved Undefined -> DC1-Leaf");
    awaitReached("notify-slack", 1);
    cloudVision.addDevice(Device.numbered(7).in("DC1-Leaf"));
    awaitReached("notify-slack", 2);
    cloudVision.addDevice(Device.numbered(8).in("DC1-Spine"));
    cloudVision.renameContainer("DC1-Leaf", "DC1-Leaves");
    awaitReached("notify-slack", 4);
    cloudVision.unprovision(FIRST);
    awaitReached("notify-slack", 5);
    assertThat(gateway.reached("device-move"))
        .extracting(call -> call.header("X-Topic"))
        .containsExactlyInAnyOrder(
            "cvp.device.moved",
            "cvp.device.added",
            "cvp.device.changed",
            "cvp.device.changed",
            "cvp.device.unprovisioned");
  }

  @Test
  void run_incompleteSnapshots_tellNothingThatIsNotSo() {
    subscribe("all", "cvp.device.*", request -> DONE);
    cloudVision.moveDevice(SECOND, "DC1-Spine");
    watcher.with("--remove-after", "10m").with("--debounce", "1ms").start();
    watcher.awaitLogged("nothing is told until one moves");
    for (Snapshot truth : Snapshot.values()) {
      cloudVision.snapshot(truth);
      awaitPolls(3);
      cloudVision.snapshot(Snapshot.COMPLETE);
      awaitPolls(2);
    }
    assertThat(gateway.reached("all")).as(watcher::logged).isEmpty();
  }

  @Test
  void run_deviceMissingForLongEnough_isToldRemoved() {
    subscribe("all", "cvp.device.*", request -> DONE);
    cloudVision.moveDevice(SECOND, "DC1-Spine");
    watcher.with("--remove-after", "1s").start();
    watcher.awaitLogged("nothing is told until one moves");
    cloudVision.removeDevice(SECOND);
    awaitReached("all", 1);
    assertThat(gateway.reached("all").get(0).header("X-Topic")).isEqualTo("cvp.device.removed");
    assertThat(gateway.reached("all").get(0).body())
        .contains(SECOND, "\"from\":{\"name\":\"DC1-Spine\"");
  }

  private void awaitPolls(int more) {
    int before = cloudVision.polls();
    await().atMost(PATIENCE).until(() -> cloudVision.polls() >= before + more);
  }

  @Test
  void run_terminatedDuringACall_letsItEndAndDoesNotRepeatIt() {
    CountDownLatch called = new CountDownLatch(1);
    subscribe(
        "device-move",
        "cvp.device.*",
        request -> {
          called.countDown();
          pause(Duration.ofMillis(1500));
          return DONE;
        });
    watcher.start();
    watcher.awaitLogged("nothing is told until one moves");
    cloudVision.moveDevice(FIRST, "DC1-Leaf");
    await().atMost(PATIENCE).until(() -> called.getCount() == 0);
    watcher.terminate();
    assertThat(watcher.logged()).contains("delivery.done", "\"stopped\"");
    watcher.start();
    cloudVision.moveDevice(SECOND, "DC1-Leaf");
    awaitReached("device-move", 2);
    assertThat(gateway.invocations("device-move").get(1).body()).contains(SECOND);
  }

  @Test
  void run_status_saysHowItIs() {
    gateway.orderForListing(Fault.status(502).always());
    watcher.start();
    watcher.awaitLogged("nothing is told until one moves");
    assertThat(watcher.status("/healthz").status()).isEqualTo(200);
    Answer unready = watcher.status("/readyz");
    assertThat(unready.status()).isEqualTo(503);
    assertThat(unready.text()).isEqualTo("the gateway has not listed its functions yet\n");
    gateway.clearFaults();
    await().atMost(PATIENCE).until(() -> watcher.status("/readyz").ok());
    cloudVision.moveDevice(FIRST, "DC1-Leaf");
    watcher.awaitLogged("no function takes cvp.device.moved of JPE00000001");
    assertThat(watcher.status("/metrics").text())
        .contains("cvp_watcher_unclaimed_total{type=\"cvp.device.moved\"} 1")
        .contains("cvp_watcher_events_total{type=\"cvp.device.moved\"} 1")
        .contains("cvp_watcher_outbox_deliveries 0")
        .contains("cvp_watcher_dead_letters 0")
        .contains("cvp_watcher_source_up{source=\"poll\"} 1");
    assertThat(watcher.status("/elsewhere").status()).isEqualTo(404);
    assertThat(watcher.logged()).doesNotContain("arista").doesNotContain("\"pw\"");
    WatcherUnderTest second = new WatcherUnderTest(folder, cloudVision, gateway);
    assertThat(second.command("run")).startsWith("1\n").contains("another watcher uses");
  }

  @Test
  void deadLetters_replayedWhileItRuns_areDelivered() {
    subscribe("device-move", "cvp.device.*", request -> DONE);
    gateway.order("device-move", Fault.answer(FunctionResponse.text(422, "no such site")));
    watcher.start();
    watcher.awaitLogged("nothing is told until one moves");
    cloudVision.moveDevice(FIRST, "DC1-Leaf");
    watcher.awaitLogged("delivery.dead-lettered");

    String list = watcher.command("dead-letters");
    assertThat(list).startsWith("0\n").contains("device-move", FIRST, "answered 422: no such site");
    String number = list.lines().skip(2).findFirst().orElseThrow().split(" ", 2)[0];
    assertThat(watcher.command("dead-letters", "show", number))
        .contains("\"name\" : \"DC1-Leaf\"", "after 1 attempt\n");
    assertThat(watcher.command("dead-letters", "show", number, "999"))
        .startsWith("1\n")
        .contains("after 1 attempt\n", "there is no such dead letter: 999");
    assertThat(watcher.command("dead-letters", "replay")).startsWith("2\n").contains("--all");
    assertThat(watcher.command("dead-letters", "replay", number))
        .contains("cvp.device.moved of JPE00000001 goes to device-move again");
    awaitReached("device-move", 1);

    assertThat(watcher.command("placements"))
        .startsWith("0\n")
        .containsPattern("JPE00000001  leaf1 +DC1-Leaf +20")
        .containsPattern("JPE00000002  leaf2 +Undefined +20");
    assertThat(watcher.command("placements", "--json")).contains("\"hostname\" : \"leaf1\"");
  }

  @Test
  void check_allIsWell_saysSo() {
    subscribe("device-move", "cvp.device.*", request -> DONE);
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("ok       127.0.0.1 is 127.0.0.1")
        .contains("(second REST generation) lists 3 devices in 4 containers")
        .contains("ok       the gateway " + gateway.url())
        .contains("ok       device-move is told of cvp.device.*")
        .contains("would be created")
        .doesNotContain("warning", "failure");
    gateway.function(FunctionSpec.named("step").annotation("cvp.hold", "soon"), request -> DONE);
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("warning  step: cvp.hold: soon cannot be read, and is ignored");
  }

  @Test
  void check_nothingIsWell_saysWhatToDo() {
    cloudVision.changePassword("cvpadmin", "other");
    watcher
        .with("--gateway-password-file", watcher.file("wrong", "wrong"))
        .with("--state", "jdbc:sqlite:" + watcher.file("plain", "") + "/state.db");
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("failure  CloudVision: 127.0.0.1:", "the login of user cvpadmin was refused")
        .contains("failure  gateway: ", "secret basic-auth in the namespace openfaas")
        .contains("failure  the state jdbc:sqlite:", "plain is no writable folder");
    watcher
        .without("--ca-file")
        .with("--cloudvision", "no.such.host.invalid," + cloudVision.addresses());
    assertThat(watcher.command("check"))
        .contains("failure  no.such.host.invalid cannot be resolved")
        .contains("Give CloudVision's certificate");
    assertThat(watcher.without("--cloudvision").command("check"))
        .startsWith("2\n")
        .contains("cvp-watcher check: --cloudvision is not set");
  }

  @Test
  void sigterm_cloudVisionHangs_beginsNoCallMore() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    subscribe(
        "device-move",
        "cvp.device.*",
        request -> {
          calls.incrementAndGet();
          pause(Duration.ofMillis(500));
          return DONE;
        });
    for (int i = 4; i <= 400; i++) cloudVision.addDevice(Device.numbered(i));
    watcher.start();
    watcher.awaitLogged("nothing is told until one moves");
    for (int i = 1; i <= 400; i++) cloudVision.moveDevice("JPE%08d".formatted(i), "DC1-Leaf");
    await().atMost(PATIENCE).until(() -> calls.get() > 20);
    int asked = cloudVision.node().http().requests().size();
    cloudVision.node().http().fail(io.cvpfunctions.lab.http.Fault.delay(Duration.ofSeconds(60)));
    await().atMost(PATIENCE).until(() -> cloudVision.node().http().requests().size() > asked);

    int before = calls.get();
    watcher.terminate();

    assertThat(calls.get() - before).as("calls begun after the signal").isLessThanOrEqualTo(64);
    assertThat(watcher.logged()).contains("\"event\":\"stopped\"");
  }

  private void subscribe(String name, String topics, FunctionStub stub) {
    gateway.function(FunctionSpec.named(name).annotation("cvp.topics", topics), stub);
  }

  private void awaitReached(String function, int calls) {
    await().atMost(PATIENCE).until(() -> gateway.reached(function).size() == calls);
  }

  private static FunctionResponse chain(String event) {
    String answer = "{\"outcome\":\"done\",\"event\":" + event + ",\"chainTo\":[\"notify-slack\"]}";
    return FunctionResponse.json(200, answer);
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
