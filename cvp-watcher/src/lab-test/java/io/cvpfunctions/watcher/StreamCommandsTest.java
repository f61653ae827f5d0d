package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.cloudvision.SessionLost;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamCommandsTest extends WatcherFixture {
  private static final EventSeverity WARNING = EventSeverity.EVENT_SEVERITY_WARNING;
  private static final String LEAF = "JPE00000001";

  @Override
  CloudVisionSimulator cloudVision() {
    return CloudVisionSimulator.builder().generation(Generation.V2025_2).start();
  }

  @BeforeEach
  void start() {
    cloudVision.addDevice(Device.numbered(1).in("DC1-Leaf"));
  }

  @Test
  void check_saysOfEverySourceWhatItLists() {
    cloudVision.events().raise("A", WARNING, LEAF);
    cloudVision.grpc().failOn("TagAssignmentService", CallFault.unimplemented());
    String port = "127.0.0.1:" + cloudVision.node().grpcPort();
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("ok       source provisioned: " + port + " lists 1 provisioned devices")
        .contains("ok       source events: " + port + " lists 1 CloudVision events")
        .contains("warning  source tags: UNIMPLEMENTED");
    watcher.with("--sources", "tags");
    assertThat(watcher.command("check")).startsWith("1\n").contains("failure  source tags");
  }

  @Test
  void check_withoutProvisioning_warnsWhereStreamsSee() {
    cloudVision.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    assertThat(watcher.command("check"))
        .startsWith("0\n")
        .contains("offers no inventory")
        .contains("ok       source provisioned");
    watcher.with("--sources", "events");
    assertThat(watcher.command("check")).startsWith("0\n").doesNotContain("inventory");
    watcher.with("--sources", "poll");
    assertThat(watcher.command("check")).startsWith("1\n").contains("offers no inventory");
  }

  @Test
  void check_onlyUndefined_saysWhetherMovesAreSeenAllTheSame() {
    cloudVision.snapshot(Snapshot.ONLY_UNDEFINED);
    assertThat(watcher.command("check")).startsWith("0\n").contains("only streams see moves");
    watcher.with("--sources", "poll");
    assertThat(watcher.command("check")).contains("no move will be seen");
  }

  @Test
  void check_credentials_areRefusedOrNotJudged() {
    HttpEndpoint http = cloudVision.node().http();
    http.failOn("/api/v1/rest", Fault.status(500));
    assertThat(watcher.command("check"))
        .startsWith("1\n")
        .contains("does not say whether it takes user cvpadmin");
    http.heal();
    http.failOn("/api/v1/rest", Fault.status(403));
    assertThat(watcher.command("check"))
        .contains("refuses user cvpadmin", "Check the account")
        .doesNotContain("token");
    String token = cloudVision.issueToken("watcher", Duration.ofDays(90));
    watcher.without("--username").without("--password-file");
    watcher.with("--token-file", watcher.file("token", token));
    assertThat(watcher.command("check"))
        .contains("refuses a service-account token", "Make a new one, and mind its role.");
  }

  @Test
  void check_nothingSees_fails() {
    cloudVision.snapshot(Snapshot.PROVISIONING_FORBIDDEN);
    cloudVision.grpc().failOn("Subscribe", CallFault.unimplemented());
    assertThat(watcher.command("check")).startsWith("1\n").contains("no source sees anything");
  }

  @Test
  void backtest_countsWhatFunctionsWouldHaveBeenTold() {
    Instant early = Instant.now().minus(Duration.ofDays(30));
    Instant day = Instant.now().minus(Duration.ofDays(2));
    cloudVision.events().at(early).raise("OLD", WARNING, LEAF);
    RaisedEvent blip = cloudVision.events().at(day).raise("BLIP", WARNING, LEAF);
    blip.at(day.plusSeconds(5)).resolve();
    RaisedEvent lasting = cloudVision.events().at(day).raise("LASTING", WARNING, LEAF);
    lasting.at(day.plusSeconds(500)).resolve();
    cloudVision.events().at(day).raise("MINOR", EventSeverity.EVENT_SEVERITY_INFO, LEAF);
    function("kafka-publish", "cvp.**", "", "");
    function("notify-slack", "cvp.event.*", "WARNING", "60s");
    assertThat(watcher.command("backtest", "--since=7d").replaceAll(" +", " "))
        .startsWith("0\n")
        .contains("cvp.event.raised 3\n")
        .contains("cvp.event.resolved 2\n")
        .contains("kafka-publish 5 1 0")
        .contains("notify-slack 2 0 1")
        .contains("4 LASTING leaf1")
        .doesNotContain("batches");
    assertThat(gateway.reached("kafka-publish")).isEmpty();
  }

  @Test
  void backtest_onlyTheEndIsSevereEnough_countsWhereItLastedAsLongAsTheHold() {
    endsSeverely("LONG", 90);
    endsSeverely("SHORT", 30);
    function("notify-slack", "cvp.event.*", "WARNING", "60s");
    assertThat(watcher.command("backtest").replaceAll(" +", " "))
        .contains("notify-slack 1 0 1")
        .contains("1 LONG leaf1");
  }

  private void endsSeverely(String type, int seconds) {
    Instant day = Instant.now().minus(Duration.ofDays(2));
    Instant end = day.plusSeconds(seconds);
    cloudVision
        .events()
        .at(day)
        .raise(type, EventSeverity.EVENT_SEVERITY_INFO, LEAF)
        .at(end)
        .change(
            event ->
                event
                    .setSeverity(EventSeverity.EVENT_SEVERITY_ERROR)
                    .setDeleteTime(Timestamp.newBuilder().setSeconds(end.getEpochSecond())));
  }

  @Test
  void backtest_ofAFunctionThatTakesBatches_saysThatCallsAreFewer() {
    cloudVision.events().raise("A", WARNING, LEAF);
    FunctionSpec spec = FunctionSpec.named("kafka-publish").annotation("cvp.topics", "cvp.**");
    gateway.function(
        spec.annotation("cvp.batch", "50"), request -> FunctionResponse.json(200, "{}"));
    assertThat(watcher.command("backtest")).contains("kafka-publish takes batches: fewer calls");
  }

  @Test
  void backtest_whereDevicesAreIsNotKnown_saysThatContainersCountForNothing() {
    cloudVision.events().raise("A", WARNING, LEAF);
    FunctionSpec spec = FunctionSpec.named("f").annotation("cvp.topics", "cvp.**");
    gateway.function(
        spec.annotation("cvp.containers", "DC9-*"), request -> FunctionResponse.json(200, "{}"));
    assertThat(watcher.command("backtest").replaceAll(" +", " "))
        .contains("\nf 0 0 0", "cvp.containers of f was tried on containers alone");
    cloudVision.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    assertThat(watcher.command("backtest").replaceAll(" +", " "))
        .contains("\nf 1 0 0", "cvp.containers of f was not applied");
    cloudVision.snapshot(Snapshot.ONLY_UNDEFINED);
    assertThat(watcher.command("backtest").replaceAll(" +", " "))
        .contains("\nf 1 0 0", "cvp.containers of f was not applied", "A leaf1");
  }

  @Test
  void backtest_ofHalfAnHour_isSoManyADay() {
    cloudVision.events().raise("A", WARNING, LEAF);
    function("kafka-publish", "cvp.**", "", "");
    assertThat(watcher.command("backtest", "--since=30m").replaceAll(" +", " "))
        .contains("kafka-publish 1 48 0");
  }

  @Test
  void backtest_historyIsEmpty_isBelievedWithGoodCredentialsOnly() {
    assertThat(watcher.command("backtest")).startsWith("0\n").contains("knows of no events");
    cloudVision.events().raise("A", WARNING, LEAF);
    cloudVision.sessionLost(SessionLost.EMPTY_LISTS);
    String token = cloudVision.issueToken("watcher", Duration.ofDays(90));
    watcher.without("--username").without("--password-file");
    watcher.with("--token-file", watcher.file("token", token));
    cloudVision.revokeTokens();
    assertThat(watcher.command("backtest"))
        .startsWith("1\n")
        .contains("credentials cannot be shown good");
  }

  private void function(String name, String topics, String severity, String hold) {
    FunctionSpec spec = FunctionSpec.named(name).annotation("cvp.topics", topics);
    if (!severity.isEmpty()) spec = spec.annotation("cvp.severity", severity);
    if (!hold.isEmpty()) spec = spec.annotation("cvp.hold", hold);
    gateway.function(spec, request -> FunctionResponse.json(200, "{}"));
  }
}
