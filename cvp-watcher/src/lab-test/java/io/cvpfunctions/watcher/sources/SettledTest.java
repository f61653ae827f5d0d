package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.Task;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PendingTable.Pending;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that only configstatus says is not as designed. */
class SettledTest extends WithCloudVision {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String SUMMARIES = "SummaryService";

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED"})
  void settled_configstatusFailsForAWhile_isSaidOnlyOnceItIsKnown(String status) {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching =
        watching(cv).pollInterval(POLL).start("poll", "events").awaitUp("poll").awaitUp("events");
    outOfSyncByConfigstatus(cv, watching);
    cv.grpc().failOn(SUMMARIES, CallFault.status(Status.Code.valueOf(status).toStatus()));
    awaitPolls(cv, 15);
    assertThat(pending(watching).settled()).isFalse();
    cv.grpc().heal();
    awaitPolls(cv, 5);
    assertThat(pending(watching).settled()).isFalse();
    cv.inSync(LEAF);
    await().atMost(PATIENCE).until(() -> pending(watching).settled());
  }

  @Test
  void settled_watcherStartsAgainWithoutGrpc_isNotSaidForWantOfAnAnswer() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    Watching watching =
        watching(cv).pollInterval(POLL).start("poll", "events").awaitUp("poll").awaitUp("events");
    outOfSyncByConfigstatus(cv, watching);
    watching.stop();
    watching.start("poll");
    awaitPolls(cv, 15);
    assertThat(pending(watching).settled()).isFalse();
  }

  /** The state keeps milliseconds, so a boot time that has more never stood still. */
  @Test
  void settled_onlyTheStreamKnowsTheBootTime_isSaidInTheEnd() {
    CloudVisionSimulator cv = simulator(Generation.V2025_2);
    cv.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    cv.booted(LEAF, Instant.parse("2026-01-02T03:04:05.123456789Z"));
    Watching watching = watching(cv).pollInterval(POLL).start("provisioned");
    awaitBaselines(watching, "container");
    cv.moveDevice(LEAF, "DC1-Spine");
    watching.awaitTold(1);
    assertThat(pending(watching).bootTime()).isPresent();
    await().atMost(PATIENCE).until(() -> pending(watching).settled());
  }

  private void outOfSyncByConfigstatus(CloudVisionSimulator cv, Watching watching) {
    cv.outOfSync(LEAF);
    cv.compliance(LEAF, "");
    Task task = cv.proposeMove(LEAF, "DC1-Spine");
    cv.executeTask(task.id());
    watching.awaitTold(1);
    await().atMost(PATIENCE).until(() -> pending(watching).waitsFor().contains("configuration"));
  }

  private static Pending pending(Watching watching) {
    return new PendingTable(watching.database()).of(LEAF).orElseThrow();
  }
}
