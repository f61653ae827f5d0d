package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange.Field;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every CMDB promises. Extend it once per adapter, on a store that is empty for each test. */
public abstract class CmdbContract {
  private static final String SERIAL = "JPE19330452";
  private static final CmdbPolicy CREATE = CmdbPolicy.of(CmdbMode.CREATE, false);

  private final List<Cmdb> opened = new ArrayList<>();

  /** Another client of the one store of this test. */
  protected abstract Cmdb open(CmdbPolicy policy) throws Exception;

  /** What the store holds of the device, by column; empty where it has no record of it. */
  protected abstract Map<String, String> stored(String serial) throws Exception;

  /** How many records the store holds. */
  protected abstract int records() throws Exception;

  /** The history of a device: event id, from, to, who and action of each entry. */
  protected abstract List<String> history(String serial) throws Exception;

  /** Does what a person does who sets a status by hand. */
  protected abstract void setStatus(String serial, String status) throws Exception;

  @AfterEach
  void closeAll() {
    opened.forEach(Cmdb::close);
  }

  @Test
  void record_moveOfUnknownDevice_creates() throws Exception {
    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"))).isEqualTo(Action.CREATED);

    assertThat(stored(SERIAL))
        .containsEntry("hostname", "name-of-JPE19330452")
        .containsEntry("ip_address", "127.0.0.11")
        .containsEntry("mac_address", "50:08:00:a7:ca:c3")
        .containsEntry("model", "DCS-7050SX3-48YC8")
        .containsEntry("software_version", "4.32.2F")
        .containsEntry("container", "DC1-Leaf")
        .containsEntry("container_key", "container_DC1-Leaf")
        .containsEntry("container_path", "Tenant/DC1-Leaf")
        .containsEntry("status", "active");
    assertThat(history(SERIAL)).containsExactly("e1: Undefined -> DC1-Leaf by cvpadmin, created");
  }

  @Test
  void record_sameEventAgain_changesNothing() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Map<String, String> before = stored(SERIAL);

    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"))).isEqualTo(Action.UNCHANGED);

    assertThat(stored(SERIAL)).isEqualTo(before);
    assertThat(history(SERIAL)).hasSize(1);
  }

  @Test
  void record_sameEventAfterALaterOne_changesNothing() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.moved("e2", 0, SERIAL, "DC1-Spine"));

    assertThat(record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"))).isEqualTo(Action.UNCHANGED);

    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Spine");
  }

  @Test
  void record_anotherEventThatSaysTheSame_isUnchangedAndInTheHistory() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(record(Told.moved("e2", 1, SERIAL, "DC1-Leaf"))).isEqualTo(Action.UNCHANGED);

    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_moveOfKnownDevice_updates() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(record(Told.moved("e2", 1, SERIAL, "DC1-Spine"))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("container", "DC1-Spine")
        .containsEntry("container_key", "container_DC1-Spine");
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void record_lateEvent_isInTheHistoryOnly() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.moved("e3", 3, SERIAL, "DC1-Leaf"));

    assertThat(record(Told.moved("e2", 2, SERIAL, "DC1-Spine"))).isEqualTo(Action.UNCHANGED);

    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
    assertThat(history(SERIAL)).hasSize(3);
  }

  @Test
  void record_lateMoveAfterAChange_bringsThePlaceButNotTheFacts() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Device renamed = Device.builder().serialNumber(SERIAL).hostname("new-name").build();
    record(Told.changed("e3", 3, renamed, Field.of("hostname", "a", "new-name")));

    assertThat(record(Told.moved("e2", 2, SERIAL, "DC1-Spine"))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("container", "DC1-Spine")
        .containsEntry("hostname", "new-name");
  }

  @Test
  void record_factsThatAnEventLeavesOut_areKept() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Device bare = Device.builder().serialNumber(SERIAL).build();

    record(Told.moved("e2", 1, bare, Container.of("DC1-Leaf", null)));

    assertThat(stored(SERIAL))
        .containsEntry("hostname", "name-of-JPE19330452")
        .containsEntry("container_key", "container_DC1-Leaf");
  }

  @Test
  void record_keyThatAnEventLeavesOut_isNotThatOfTheOldContainer() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    record(Told.moved("e2", 1, Told.device(SERIAL), Container.of("DC1-Spine", null)));

    assertThat(stored(SERIAL)).doesNotContainKeys("container_key", "container_path");
  }

  @Test
  void record_blankSerialNumber_goesByMacAddress() throws Exception {
    Device old = Device.builder().systemMacAddress("50:08:00:A7:CA:C3").hostname("veos").build();

    assertThat(record(Told.moved("e1", 0, old, Told.container("Lab")))).isEqualTo(Action.CREATED);
    assertThat(record(Told.moved("e2", 1, old, Told.container("Lab")))).isEqualTo(Action.UNCHANGED);

    assertThat(stored("50:08:00:a7:ca:c3")).containsEntry("hostname", "veos");
  }

  @Test
  void record_addedToUndefined_isRecordedOncePlaced() throws Exception {
    Recorded waiting = recorded(CREATE, Told.added("e1", 0, SERIAL, Told.undefined()));

    assertThat(waiting.action()).isEqualTo(Action.UNCHANGED);
    assertThat(waiting.note()).hasValueSatisfying(n -> assertThat(n).contains("Undefined"));
    assertThat(records()).isZero();
    assertThat(record(Told.moved("e2", 1, SERIAL, "DC1-Leaf"))).isEqualTo(Action.CREATED);
    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_addedToUndefinedWhereThatIsWanted_creates() throws Exception {
    CmdbPolicy undefinedToo = CmdbPolicy.of(CmdbMode.CREATE, true);
    CloudEvent added = Told.added("e1", 0, SERIAL, Told.undefined());

    assertThat(recorded(undefinedToo, added).action()).isEqualTo(Action.CREATED);
    assertThat(stored(SERIAL)).containsEntry("container", "Undefined");
  }

  @Test
  void record_knownDeviceMovedToUndefined_keepsTheRecordTrue() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    CloudEvent back = Told.moved("e2", 1, Told.device(SERIAL), Told.undefined());

    assertThat(record(back)).isEqualTo(Action.UPDATED);
    assertThat(stored(SERIAL)).containsEntry("container", "Undefined");
  }

  @Test
  void record_tagOtherThanContainer_leavesTheContainerBe() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Container role = Container.of("spine", null).withLabel("Role");

    record(Told.moved("e2", 1, Told.device(SERIAL), role));

    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_tagContainer_isTheContainer() throws Exception {
    Container tag = Container.of("DC1-Leaf", null).withLabel("Container");

    record(Told.moved("e1", 0, Told.device(SERIAL), tag));

    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
  }

  @Test
  void record_change_correctsARecordThatIsThere() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Device upgraded = Device.builder().serialNumber(SERIAL).softwareVersion("4.33.1F").build();
    CloudEvent change =
        Told.changed("e2", 1, upgraded, Field.of("softwareVersion", "4.32.2F", "4.33.1F"));

    assertThat(record(change)).isEqualTo(Action.UPDATED);
    assertThat(record(change)).isEqualTo(Action.UNCHANGED);
    assertThat(stored(SERIAL))
        .containsEntry("software_version", "4.33.1F")
        .containsEntry("container", "DC1-Leaf");
  }

  @Test
  void record_changeOfUnknownDevice_createsNothing() throws Exception {
    CloudEvent change = Told.changed("e1", 0, Told.device(SERIAL), Field.of("hostname", "a", "b"));

    assertThat(record(change)).isEqualTo(Action.UNCHANGED);
    assertThat(records()).isZero();
  }

  @Test
  void record_renamedContainer_isRenamedInNameAndPath() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Field renamed = Field.of("container", "DC1-Leaf", "DC1-Leaves");

    assertThat(record(Told.changed("e2", 1, Told.device(SERIAL), renamed)))
        .isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("container", "DC1-Leaves")
        .containsEntry("container_path", "Tenant/DC1-Leaves")
        .containsEntry("container_key", "container_DC1-Leaf");
  }

  @Test
  void record_removed_keepsTheRecordWithAnotherStatus() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(record(Told.removed("e2", 1, SERIAL))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("status", "removed")
        .containsEntry("container", "DC1-Leaf");
  }

  @Test
  void record_moveAfterRemoved_isActiveAgain() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.removed("e2", 1, SERIAL));

    assertThat(record(Told.moved("e3", 2, SERIAL, "DC1-Leaf"))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL)).containsEntry("status", "active");
  }

  @Test
  void record_statusThatAPersonSet_stays() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    setStatus(SERIAL, "failed");

    record(Told.removed("e2", 1, SERIAL));
    record(Told.moved("e3", 2, SERIAL, "DC1-Spine"));

    assertThat(stored(SERIAL)).containsEntry("status", "failed");
  }

  @Test
  void record_unprovisioned_isInTheHistoryOnly() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Map<String, String> before = stored(SERIAL);

    assertThat(record(Told.unprovisioned("e2", 1, SERIAL))).isEqualTo(Action.UNCHANGED);

    assertThat(stored(SERIAL)).isEqualTo(before);
    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_proposing_writesHistoryOnly() throws Exception {
    CmdbPolicy propose = CmdbPolicy.of(CmdbMode.PROPOSE, false);
    CloudEvent move = Told.moved("e1", 0, SERIAL, "DC1-Leaf");

    assertThat(recorded(propose, move).action()).isEqualTo(Action.PROPOSED);
    assertThat(recorded(propose, move).action()).isEqualTo(Action.PROPOSED);

    assertThat(records()).isZero();
    assertThat(history(SERIAL)).containsExactly("e1: Undefined -> DC1-Leaf by cvpadmin, proposed");
  }

  @Test
  void record_whatWasProposed_canBeDoneLater() throws Exception {
    CloudEvent move = Told.moved("e1", 0, SERIAL, "DC1-Leaf");
    recorded(CmdbPolicy.of(CmdbMode.PROPOSE, false), move);

    assertThat(record(move)).isEqualTo(Action.CREATED);
    assertThat(history(SERIAL)).containsExactly("e1: Undefined -> DC1-Leaf by cvpadmin, created");
  }

  @Test
  void record_valueThatNoRecordCanHold_isRejected() throws Exception {
    CloudEvent move = Told.moved("e1", 0, "S".repeat(300), "DC1-Leaf");
    Cmdb cmdb = opened(CREATE);

    CallFailedException failure =
        catchThrowableOfType(
            CallFailedException.class, () -> cmdb.record(observation(move), budget()));

    assertThat(failure.kind()).isEqualTo(CallFailedException.Kind.REJECTED);
    assertThat(records()).isZero();
  }

  @Test
  void record_manyThreadsAndClients_endInOneRecord() throws Exception {
    List<Cmdb> clients = List.of(opened(CREATE), opened(CREATE));
    List<CloudEvent> moves =
        IntStream.range(0, 64)
            .mapToObj(i -> Told.moved("e" + i, i, SERIAL, "C" + i % 7))
            .collect(Collectors.toList());

    List<Action> actions =
        atOnce(moves, (i, move) -> clients.get(i % 2).record(observation(move), budget()).action());

    assertThat(actions).containsOnlyOnce(Action.CREATED);
    assertThat(records()).isEqualTo(1);
    assertThat(stored(SERIAL)).containsEntry("container", "C" + 63 % 7);
    assertThat(history(SERIAL)).hasSize(64);
  }

  @Test
  void record_oneEventFromManyThreads_isOneEntry() throws Exception {
    List<Cmdb> clients = List.of(opened(CREATE), opened(CREATE));
    List<CloudEvent> same = new ArrayList<>();
    for (int i = 0; i < 32; i++) same.add(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    List<Action> actions =
        atOnce(same, (i, move) -> clients.get(i % 2).record(observation(move), budget()).action());

    assertThat(actions).containsOnlyOnce(Action.CREATED);
    assertThat(history(SERIAL)).hasSize(1);
  }

  /** Work on the i-th event. */
  protected interface Work {
    Action on(int index, CloudEvent event) throws Exception;
  }

  /** Does the work on all events from eight threads. */
  protected static List<Action> atOnce(List<CloudEvent> events, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Action>> futures = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        int index = i;
        futures.add(threads.submit(() -> work.on(index, events.get(index))));
      }
      List<Action> actions = new ArrayList<>();
      for (Future<Action> future : futures) actions.add(future.get(30, TimeUnit.SECONDS));
      return actions;
    } finally {
      threads.shutdownNow();
    }
  }

  /** A client that is closed after the test. */
  protected final Cmdb opened(CmdbPolicy policy) throws Exception {
    Cmdb cmdb = open(policy);
    opened.add(cmdb);
    return cmdb;
  }

  /** As much time as a function has. */
  protected static Budget budget() {
    return Budget.of(Duration.ofSeconds(24));
  }

  protected static Observation observation(CloudEvent event) {
    return Observation.of(event, Told.START);
  }

  private Action record(CloudEvent event) throws Exception {
    return recorded(CREATE, event).action();
  }

  private Recorded recorded(CmdbPolicy policy, CloudEvent event) throws Exception {
    try (Cmdb cmdb = open(policy)) {
      return cmdb.record(observation(event), budget());
    }
  }
}
