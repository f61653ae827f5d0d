package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.devicemove.mapping.Mapping;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange.Field;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every CMDB promises. Extend it once per adapter, on a store that is empty for each test. */
public abstract class CmdbContract {
  private static final String SERIAL = "JPE19330452";

  /** Everything is in DC1, unless it is in a container that begins with DC2. */
  private static final Mapping MAPPING =
      Mapping.parse(
          "rules: [{container: 'DC2*', site: DC2, role: spine, tags: [fabric]}]\n"
              + "default: {site: DC1, role: switch}");

  public static final CmdbPolicy CREATE = policy(CmdbMode.CREATE, false);
  public static final CmdbPolicy RECORD = policy(CmdbMode.RECORD, false);
  public static final CmdbPolicy PROPOSE = policy(CmdbMode.PROPOSE, false);

  private final List<Cmdb> opened = new ArrayList<>();

  /** Another client of the one store of this test. */
  protected abstract Cmdb open(CmdbPolicy policy) throws Exception;

  /** What the store holds of the device, by column; empty where it has no record of it. */
  protected abstract Map<String, String> stored(String serial) throws Exception;

  /** How many records the store holds. */
  protected abstract int records() throws Exception;

  /** The history of a device: event id, from, to, who and action of each entry. */
  protected abstract List<String> history(String serial) throws Exception;

  /** The same with all that stands there. */
  protected abstract List<String> historyTexts(String serial) throws Exception;

  /** Does what a person does who sets a status by hand. */
  protected abstract void setStatus(String serial, String status) throws Exception;

  /** Makes a record as a person does, at the site DC1; the serial number may be empty. */
  protected abstract void addByHand(String name, String serial) throws Exception;

  /** Whether a record can be without a serial number. */
  protected boolean knowsRecordsWithoutSerial() {
    return true;
  }

  /** Whether the history is kept apart from the records. */
  protected boolean notesWithoutRecord() {
    return false;
  }

  /** Whether a site is an object of its own. */
  protected boolean refersToSites() {
    return true;
  }

  /** Whether the records have roles and tags. */
  protected boolean knowsRoles() {
    return true;
  }

  /** What the record of a device says that CloudVision no longer knows. */
  protected abstract String removedStatus();

  /** A status that only a person sets. */
  protected String personsStatus() {
    return "failed";
  }

  /** A status of a device that nobody is to use any more. */
  protected String retiredStatus() {
    return "decommissioning";
  }

  /** The status of a device that is in use. */
  protected String activeStatus() {
    return "active";
  }

  /** Everything is in DC1, unless it is in a container that begins with DC2. */
  public static CmdbPolicy policy(CmdbMode mode, boolean recordUndefined) {
    return CmdbPolicy.of(mode, recordUndefined).mapping(MAPPING);
  }

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
        .containsEntry("site", "DC1")
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
    Device upgraded = Device.builder().serialNumber(SERIAL).softwareVersion("4.33.1F").build();
    record(Told.changed("e3", 3, upgraded, Field.of("softwareVersion", "4.32.2F", "4.33.1F")));

    assertThat(record(Told.moved("e2", 2, SERIAL, "DC1-Spine"))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("container", "DC1-Spine")
        .containsEntry("software_version", "4.33.1F");
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
  void record_serialNumberThatBecomesKnown_isThatOfTheRecord() throws Exception {
    String mac = "50:08:00:a7:ca:c3";
    Device blank = Device.builder().systemMacAddress(mac).hostname("leaf1").build();
    Device known =
        Device.builder().serialNumber(SERIAL).systemMacAddress(mac).hostname("leaf1").build();
    record(Told.moved("e1", 0, blank, Told.container("DC1-Leaf")));

    CloudEvent added = Told.moved("e2", 1, known, Told.container("DC1-Leaf"));

    assertThat(recorded(CREATE.refusingReplacements(), added).action()).isEqualTo(Action.UPDATED);
    assertThat(stored(SERIAL)).containsEntry("hostname", "leaf1");
    assertThat(records()).isEqualTo(1);
    assertThat(history(SERIAL)).isNotEmpty();
  }

  @Test
  void record_addedToUndefined_isRecordedOncePlaced() throws Exception {
    Recorded waiting = recorded(CREATE, Told.added("e1", 0, SERIAL, Told.undefined()));

    assertThat(waiting.action()).isEqualTo(Action.UNCHANGED);
    assertThat(waiting.waiting()).hasValue("placement");
    assertThat(waiting.note()).hasValueSatisfying(n -> assertThat(n).contains("Undefined"));
    assertThat(records()).isZero();
    assertThat(record(Told.moved("e2", 1, SERIAL, "DC1-Leaf"))).isEqualTo(Action.CREATED);
    assertThat(history(SERIAL)).hasSize(notesWithoutRecord() ? 2 : 1);
  }

  @Test
  void record_addedToUndefinedWhereThatIsWanted_creates() throws Exception {
    CmdbPolicy undefinedToo = policy(CmdbMode.CREATE, true);
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

    Recorded recorded = recorded(CREATE, change);

    assertThat(recorded.action()).isEqualTo(Action.UNCHANGED);
    assertThat(recorded.note().orElseThrow())
        .endsWith("the next event that does, or by a reconciliation");
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
  void record_containerThatIsElsewhereInTheTree_hasItsNewPath() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Field path = Field.of("path", "Tenant/DC1-Leaf", "Tenant/Paris/DC1-Leaf");

    assertThat(record(Told.changed("e2", 1, Told.device(SERIAL), path))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("container", "DC1-Leaf")
        .containsEntry("container_path", "Tenant/Paris/DC1-Leaf");
  }

  @Test
  void record_containerRenamedAndMovedInTheTree_hasBoth() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Field name = Field.of("container", "DC1-Leaf", "Leaves");
    Field path = Field.of("path", "Tenant/DC1-Leaf", "Tenant/Paris/Leaves");

    record(Told.changed("e2", 1, Told.device(SERIAL), name, path));

    assertThat(stored(SERIAL))
        .containsEntry("container", "Leaves")
        .containsEntry("container_path", "Tenant/Paris/Leaves");
  }

  @Test
  void record_removed_keepsTheRecordWithAnotherStatus() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(record(Told.removed("e2", 1, SERIAL))).isEqualTo(Action.UPDATED);

    assertThat(stored(SERIAL))
        .containsEntry("status", removedStatus())
        .containsEntry("container", "DC1-Leaf");
  }

  @Test
  void record_removedFromACloudVisionAfterAnotherToldOfIt_staysAndIsTold() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.by("https://cvp-b.example", Told.moved("e2", 1, SERIAL, "B-Leaf")));
    Map<String, String> before = stored(SERIAL);

    Recorded removed = recorded(CREATE, Told.removed("e3", 2, SERIAL));

    assertThat(removed.drift())
        .singleElement()
        .asString()
        .contains("says https://cvp-b.example")
        .endsWith("says https://cvp.lab.example no longer knows it");
    assertThat(stored(SERIAL)).isEqualTo(before).containsEntry("status", "active");
    assertThat(history(SERIAL)).hasSize(3);
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
    setStatus(SERIAL, personsStatus());

    record(Told.removed("e2", 1, SERIAL));
    record(Told.moved("e3", 2, SERIAL, "DC1-Spine"));

    assertThat(stored(SERIAL)).containsEntry("status", personsStatus());
  }

  @Test
  void record_statusOfAGoneDeviceThatAPersonSet_stays() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    setStatus(SERIAL, removedStatus());

    record(Told.moved("e2", 1, SERIAL, "DC1-Spine"));
    Recorded told = recorded(RECORD.mapping(statuses()), Told.moved("e3", 2, SERIAL, "Live"));
    record(Told.removed("e4", 3, SERIAL));
    record(Told.moved("e5", 4, SERIAL, "DC1-Leaf"));

    assertThat(told.drift()).singleElement().asString().startsWith("status: ");
    assertThat(stored(SERIAL)).containsEntry("status", removedStatus());
  }

  @Test
  void record_moveOfADeviceThatAPersonRetired_isToldAndTheStatusStays() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    setStatus(SERIAL, retiredStatus());

    Recorded moved = recorded(CREATE, Told.moved("e2", 1, SERIAL, "DC1-Spine"));

    assertThat(moved.drift())
        .singleElement()
        .asString()
        .startsWith("status: ")
        .containsIgnoringCase("says " + retiredStatus())
        .endsWith("that the device is in DC1-Spine");
    assertThat(stored(SERIAL)).containsEntry("status", retiredStatus());
  }

  @Test
  void record_lateFactsAfterRemoved_doNotHinderItsReturn() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(Told.removed("e3", 2, SERIAL));
    Device silent = Device.builder().serialNumber(SERIAL).streamingStatus("inactive").build();
    record(Told.changed("e2", 1, silent, Field.of("streamingStatus", "active", "inactive")));

    record(Told.moved("e4", 3, called(SERIAL, "name-of-" + SERIAL), Told.container("DC1-Leaf")));

    assertThat(stored(SERIAL)).containsEntry("status", "active");
  }

  @Test
  void record_removedWithTheStatusOfItsContainer_hasAnotherStatus() throws Exception {
    CmdbPolicy policy = CREATE.mapping(statuses());
    recorded(policy, Told.moved("e1", 0, SERIAL, "Store"));
    assertThat(stored(SERIAL)).containsEntry("status", personsStatus());

    recorded(policy, Told.removed("e2", 1, SERIAL));

    assertThat(stored(SERIAL)).containsEntry("status", removedStatus());
  }

  @Test
  void record_movedToAContainerOfAnotherStatusAndModeRecord_hasIt() throws Exception {
    CmdbPolicy policy = RECORD.mapping(statuses());
    recorded(policy, Told.moved("e1", 0, SERIAL, "Store"));

    recorded(policy, Told.moved("e2", 1, SERIAL, "Live"));

    assertThat(stored(SERIAL)).containsEntry("status", "active");
  }

  @Test
  void record_movedToAContainerWithoutAStatusAndModeRecord_isActive() throws Exception {
    CmdbPolicy policy = RECORD.mapping(statuses());
    recorded(policy, Told.moved("e1", 0, SERIAL, "Store"));

    Recorded moved = recorded(policy, Told.moved("e2", 1, SERIAL, "Elsewhere"));

    assertThat(moved.drift()).isEmpty();
    assertThat(stored(SERIAL)).containsEntry("status", "active");
  }

  @Test
  void record_movedToAContainerWithoutAStatus_isTold() throws Exception {
    CmdbPolicy policy = CREATE.mapping(statuses());
    recorded(policy, Told.moved("e1", 0, SERIAL, "Store"));

    Recorded moved = recorded(policy, Told.moved("e2", 1, SERIAL, "Elsewhere"));

    assertThat(moved.drift()).singleElement().asString().startsWith("status: ");
    assertThat(stored(SERIAL)).containsEntry("status", personsStatus());
  }

  /** What a person may set by hand a rule may as well. */
  private Mapping statuses() {
    String rule = "{container: %s, status: '%s'}";
    return Mapping.parse(
        String.format(
            "rules: [" + rule + ", " + rule + "]\ndefault: {site: DC1, role: switch}",
            "Store",
            personsStatus(),
            "Live",
            activeStatus()));
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
    CloudEvent move = Told.moved("e1", 0, SERIAL, "DC1-Leaf");

    assertThat(recorded(PROPOSE, move).action()).isEqualTo(Action.PROPOSED);
    assertThat(recorded(PROPOSE, move).action()).isEqualTo(Action.PROPOSED);

    assertThat(records()).isZero();
    String proposed = "e1: Undefined -> DC1-Leaf by cvpadmin, proposed";
    assertThat(history(SERIAL)).isEqualTo(notesWithoutRecord() ? List.of(proposed) : List.of());
  }

  @Test
  void record_whatWasProposed_canBeDoneLater() throws Exception {
    CloudEvent move = Told.moved("e1", 0, SERIAL, "DC1-Leaf");
    recorded(PROPOSE, move);

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
  void record_movesOfOneDeviceUnderManyNames_endInOneRecord() throws Exception {
    List<Cmdb> clients = List.of(opened(CREATE), opened(CREATE));
    List<CloudEvent> moves =
        IntStream.range(0, 8)
            .mapToObj(i -> Told.moved("e" + i, i, called(SERIAL, "n" + i), Told.container("C")))
            .collect(Collectors.toList());

    List<Action> actions =
        atOnce(moves, (i, move) -> clients.get(i % 2).record(observation(move), budget()).action());

    assertThat(actions).containsOnlyOnce(Action.CREATED);
    assertThat(records()).isEqualTo(1);
    assertThat(history(SERIAL)).hasSize(8);
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

  @Test
  void record_oneProposalFromManyThreads_isOneEntry() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    List<Cmdb> clients = List.of(opened(PROPOSE), opened(PROPOSE));
    List<CloudEvent> same = Collections.nCopies(16, Told.moved("e2", 1, SERIAL, "DC1-Spine"));

    atOnce(same, (i, move) -> clients.get(i % 2).record(observation(move), budget()).action());

    assertThat(history(SERIAL)).hasSize(2);
  }

  @Test
  void record_siteThatDiffers_isToldAndLeftAlone() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    Recorded moved = recorded(CREATE, Told.moved("e2", 1, SERIAL, "DC2-Spine"));

    assertThat(moved.drift())
        .anySatisfy(said -> assertThat(said).matches("site: \\w+ says DC1, CloudVision says DC2"));
    assertThat(stored(SERIAL)).containsEntry("container", "DC2-Spine").containsEntry("site", "DC1");
  }

  @Test
  void record_roleAndTagsThatDiffer_areToldAndLeftAloneUnlessModeRecord() throws Exception {
    assumeTrue(knowsRoles());
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    Recorded moved = recorded(CREATE, Told.moved("e2", 1, SERIAL, "DC2-Spine"));

    assertThat(moved.drift())
        .anySatisfy(said -> assertThat(said).startsWith("role: "))
        .anySatisfy(said -> assertThat(said).startsWith("tags: "));
    assertThat(stored(SERIAL)).containsEntry("role", "switch").doesNotContainKey("tags");

    recorded(RECORD, Told.moved("e3", 2, SERIAL, "DC2-Spine"));
    assertThat(stored(SERIAL)).containsEntry("role", "spine").containsEntry("tags", "fabric");
  }

  @Test
  void record_siteThatDiffersAndModeRecord_isCorrected() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    Recorded moved = recorded(RECORD, Told.moved("e2", 1, SERIAL, "DC2-Spine"));

    assertThat(moved.drift()).noneMatch(said -> said.startsWith("site: "));
    assertThat(stored(SERIAL)).containsEntry("site", "DC2");
  }

  @Test
  void record_hostnameThatDiffers_isToldAndLeftAloneUnlessModeRecord() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Device renamed = Device.builder().serialNumber(SERIAL).hostname("new-name").build();
    CloudEvent change = Told.changed("e2", 1, renamed, Field.of("hostname", "a", "new-name"));

    assertThat(recorded(CREATE, change).drift()).singleElement().asString().startsWith("name: ");
    assertThat(stored(SERIAL)).containsEntry("hostname", "name-of-JPE19330452");

    CloudEvent again = Told.changed("e3", 2, renamed, Field.of("hostname", "a", "new-name"));
    assertThat(recorded(RECORD, again).action()).isEqualTo(Action.UPDATED);
    assertThat(stored(SERIAL)).containsEntry("hostname", "new-name");
  }

  @Test
  void record_statusThatAPersonSetAndModeRecord_staysAndIsTold() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    setStatus(SERIAL, personsStatus());

    Recorded removed = recorded(RECORD, Told.removed("e2", 1, SERIAL));

    assertThat(removed.drift()).singleElement().asString().containsIgnoringCase(personsStatus());
    assertThat(stored(SERIAL)).containsEntry("status", personsStatus());
  }

  @Test
  void record_proposingForAKnownDevice_changesNothing() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Map<String, String> before = stored(SERIAL);

    Recorded proposal = recorded(PROPOSE, Told.moved("e2", 1, SERIAL, "DC1-Spine"));

    assertThat(proposal.action()).isEqualTo(Action.PROPOSED);
    assertThat(proposal.changes())
        .extracting(Object::toString)
        .contains("container: DC1-Leaf -> DC1-Spine");
    assertThat(stored(SERIAL)).isEqualTo(before);
    assertThat(history(SERIAL)).contains("e2: Undefined -> DC1-Spine by cvpadmin, proposed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", SERIAL, "50-08-00-A7-CA-C3", "5008.00a7.cac3", "ztp-17"})
  void record_hostnameThatIsAPlaceholder_waitsForANameAndIsMadeByTheChange(String name)
      throws Exception {
    CmdbPolicy policy = CREATE.hostnames("(?!ztp-).*");
    Device nameless =
        Device.builder()
            .serialNumber(SERIAL)
            .systemMacAddress("50:08:00:a7:ca:c3")
            .modelName("DCS-7050SX3-48YC8")
            .hostname(name)
            .build();
    CloudEvent move = Told.moved("e1", 0, nameless, Told.container("DC1-Leaf"));

    Recorded waits = recorded(policy, move);

    assertThat(waits.waiting()).hasValue("hostname");
    assertThat(records()).isZero();
    CloudEvent named =
        Told.changedIn(
            "e2",
            1,
            Told.device(SERIAL),
            "DC1-Leaf",
            Field.of("hostname", name, "name-of-" + SERIAL));
    assertThat(recorded(policy, named).action()).isEqualTo(Action.CREATED);
    assertThat(stored(SERIAL))
        .containsEntry("hostname", "name-of-JPE19330452")
        .containsEntry("container", "DC1-Leaf");
  }

  @Test
  void record_recordWithoutSerialNumber_isAdopted() throws Exception {
    assumeTrue(knowsRecordsWithoutSerial());
    addByHand("name-of-" + SERIAL, "");

    Recorded adopted = recorded(CREATE, Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(adopted.action()).isEqualTo(Action.UPDATED);
    assertThat(records()).isEqualTo(1);
    assertThat(stored(SERIAL)).containsEntry("container", "DC1-Leaf");
  }

  @Test
  void record_replacementOfADeviceThatIsGone_takesOverItsRecord() throws Exception {
    record(Told.moved("e1", 0, called("OLD", "leaf1"), Told.container("DC1-Leaf")));
    record(Told.removed("e2", 1, "OLD"));

    Recorded swapped =
        recorded(CREATE, Told.moved("e3", 2, called("NEW", "leaf1"), Told.container("DC1-Leaf")));

    assertThat(swapped.action()).isEqualTo(Action.UPDATED);
    assertThat(swapped.changes()).extracting(Object::toString).contains("serial: OLD -> NEW");
    assertThat(records()).isEqualTo(1);
    assertThat(stored("NEW"))
        .containsEntry("software_version", "4.33.1F")
        .containsEntry("model", "DCS-7060")
        .doesNotContainEntry("status", removedStatus());
    assertThat(stored("OLD")).isEmpty();
    assertThat(historyTexts("NEW"))
        .anySatisfy(text -> assertThat(text).contains("serial: OLD -> NEW"));
  }

  @Test
  void record_replacementOfADeviceThatIsNotStreaming_takesOverItsRecord() throws Exception {
    record(Told.moved("e1", 0, called("OLD", "leaf1", "inactive"), Told.container("DC1-Leaf")));

    Recorded swapped =
        recorded(CREATE, Told.moved("e2", 1, called("NEW", "leaf1"), Told.container("DC1-Leaf")));

    assertThat(swapped.changes()).extracting(Object::toString).contains("serial: OLD -> NEW");
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void record_nameOfADeviceThatCloudVisionNeverToldOf_isRefusedNamingBoth() throws Exception {
    assumeTrue(knowsRecordsWithoutSerial());
    addByHand("leaf1", "OLD");
    Map<String, String> before = stored("OLD");

    CallFailedException refused =
        refused(CREATE, Told.moved("e1", 0, called("NEW", "leaf1"), Told.container("DC1-Leaf")));

    assertThat(refused.kind()).isEqualTo(CallFailedException.Kind.REJECTED);
    assertThat(refused)
        .hasMessageContaining("NEW (https://")
        .hasMessageContaining("OLD, leaf1 (http")
        .hasMessageContaining("never told");
    assertThat(stored("OLD")).isEqualTo(before);
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void record_whatIsMissingAndMayNotBeMade_isNamed() throws Exception {
    assumeTrue(refersToSites());

    CallFailedException refused =
        refused(CREATE.creatingNothingElse(), Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(refused.kind()).isEqualTo(CallFailedException.Kind.OPERATOR);
    assertThat(refused)
        .hasMessageMatching("\\w+: there is no (site DC1|role switch|location DC1)\\b.*")
        .hasMessageContaining("cmdb_create_missing");
    assertThat(records()).isZero();
  }

  @Test
  void record_sameNameWhileBothAreAlive_isRefusedNamingBoth() throws Exception {
    record(Told.moved("e1", 0, called("OLD", "leaf1"), Told.container("DC1-Leaf")));
    Map<String, String> before = stored("OLD");

    CallFailedException refused =
        refused(CREATE, Told.moved("e2", 1, called("NEW", "leaf1"), Told.container("DC1-Leaf")));

    assertThat(refused.kind()).isEqualTo(CallFailedException.Kind.REJECTED);
    assertThat(refused)
        .hasMessageContaining("OLD")
        .hasMessageContaining("NEW")
        .hasMessageContaining("last told of that one, " + Told.minute(0));
    assertThat(stored("OLD")).isEqualTo(before);
    assertThat(records()).isEqualTo(1);
  }

  /** The watcher believes an end only after a while, and people do not wait for it. */
  @Test
  void record_sameNameWhileTheEndOfTheOtherMayBeToldYet_waitsForIt() throws Exception {
    CmdbPolicy patient = CREATE.replacePatience(Duration.ofDays(36_500));
    record(Told.moved("e1", 0, called("OLD", "leaf1"), Told.container("DC1-Leaf")));
    CloudEvent comes = Told.moved("e2", 1, called("NEW", "leaf1"), Told.container("DC1-Leaf"));

    CallFailedException waits = refused(patient, comes);
    record(Told.removed("e3", 2, "OLD"));

    assertThat(waits.kind()).isEqualTo(CallFailedException.Kind.LATER);
    assertThat(waits.retryAfter()).hasValue(Duration.ofMinutes(1));
    assertThat(waits).hasMessageContaining("OLD").hasMessageContaining("NEW");
    assertThat(recorded(patient, comes).changes())
        .extracting(Object::toString)
        .contains("serial: OLD -> NEW");
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void record_sameNameWhileNobodyKnowsOfTheOther_isNotSaidToBeAlive() throws Exception {
    Device silent = Device.builder().serialNumber("OLD").hostname("leaf1").build();
    record(Told.moved("e1", 0, silent, Told.container("DC1-Leaf")));

    CallFailedException refused =
        refused(CREATE, Told.moved("e2", 1, called("NEW", "leaf1"), Told.container("DC1-Leaf")));

    assertThat(refused).hasMessageContaining("never told whether that one is gone");
  }

  @Test
  void record_replacementWhereThatIsNotWanted_isRefused() throws Exception {
    record(Told.moved("e1", 0, called("OLD", "leaf1"), Told.container("DC1-Leaf")));
    record(Told.removed("e2", 1, "OLD"));

    CallFailedException refused =
        refused(
            CREATE.refusingReplacements(),
            Told.moved("e3", 2, called("NEW", "leaf1"), Told.container("DC1-Leaf")));

    assertThat(refused).hasMessageContaining("cmdb_replace");
    assertThat(stored("OLD")).isNotEmpty();
  }

  @Test
  void preview_saysFieldByFieldAndWritesNothing() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    Map<String, String> before = stored(SERIAL);
    Cmdb cmdb = opened(CREATE);

    Recorded known = cmdb.preview(observation(Told.moved("e2", 1, SERIAL, "DC2-Spine")), budget());
    Recorded unknown = cmdb.preview(observation(Told.moved("e3", 1, "N1", "DC2-Spine")), budget());

    assertThat(known.action()).isEqualTo(Action.UPDATED);
    assertThat(known.changes())
        .extracting(Object::toString)
        .contains("container: DC1-Leaf -> DC2-Spine");
    assertThat(known.drift()).isNotEmpty();
    assertThat(unknown.action()).isEqualTo(Action.CREATED);
    assertThat(unknown.changes()).extracting(Object::toString).contains("site: nothing -> DC2");
    assertThat(stored(SERIAL)).isEqualTo(before);
    assertThat(records()).isEqualTo(1);
    assertThat(history(SERIAL)).hasSize(1);
  }

  @Test
  void previewAll_manyAtOnce_areInTheirOrder() throws Exception {
    record(Told.moved("e1", 0, "A", "DC1-Leaf"));
    record(Told.moved("e2", 0, "B", "DC1-Leaf"));
    List<Observation> all = new ArrayList<>();
    all.add(observation(Told.moved("e3", 0, "B", "DC1-Leaf")));
    all.add(observation(Told.moved("e4", 1, "N1", "DC1-Leaf")));
    all.add(observation(Told.moved("e5", 1, "A", "DC1-Spine")));

    assertThat(opened(CREATE).previewAll(all, budget()))
        .extracting(attempt -> attempt.get().action())
        .containsExactly(Action.UNCHANGED, Action.CREATED, Action.UPDATED);
  }

  @Test
  void recordEach_manyOfAllKinds_areAnsweredInTheirOrder() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) all.add(observation(Told.moved("n" + i, 1, "N" + i, "DC1-Leaf")));
    all.add(7, observation(Told.moved("e2", 1, SERIAL, "DC1-Spine")));
    Device twin = called("TWIN", "name-of-" + SERIAL);
    all.add(8, observation(Told.moved("e3", 1, twin, Told.container("DC1-Leaf"))));
    all.add(9, observation(Told.added("e4", 1, "UNDEFINED", Told.undefined())));
    all.add(observation(Told.moved("n0-again", 2, "N0", "DC1-Spine")));

    List<Attempt> attempts = opened(CREATE).recordEach(all, () -> true, budget());

    assertThat(attempts.get(8).refusal())
        .hasValueSatisfying(refused -> assertThat(refused).hasMessageContaining("TWIN"));
    List<Action> actions = new ArrayList<>(Collections.nCopies(60, Action.CREATED));
    actions.add(7, Action.UPDATED);
    actions.add(8, Action.UNCHANGED);
    actions.add(Action.UPDATED);
    assertThat(attempts.stream().flatMap(each -> each.recorded().stream()))
        .extracting(Recorded::action)
        .isEqualTo(actions);
    assertThat(records()).isEqualTo(61);
    assertThat(stored("N59"))
        .containsEntry("container", "DC1-Leaf")
        .containsEntry("site", "DC1")
        .containsEntry("ip_address", Told.device("N59").ipAddress().orElseThrow());
    assertThat(stored("N0")).containsEntry("container", "DC1-Spine");
    assertThat(history("N59")).containsExactly("n59: Undefined -> DC1-Leaf by cvpadmin, created");
  }

  @Test
  void recordEach_again_changesNothing() throws Exception {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) all.add(observation(Told.moved("n" + i, 1, "N" + i, "DC1-Leaf")));
    opened(CREATE).recordEach(all, () -> true, budget());
    Map<String, String> before = stored("N3");

    List<Attempt> again = opened(CREATE).recordEach(all, () -> true, budget());

    assertThat(again).extracting(each -> each.get().action()).containsOnly(Action.UNCHANGED);
    assertThat(stored("N3")).isEqualTo(before);
    assertThat(history("N3")).hasSize(1);
  }

  @Test
  void recordEach_timeIsUp_beginsNone() throws Exception {
    record(Told.moved("e0", 0, "A", "DC1-Leaf"));
    List<Observation> one = List.of(observation(Told.moved("e1", 0, SERIAL, "DC1-Leaf")));

    assertThat(opened(CREATE).recordEach(one, () -> false, budget()))
        .containsExactly(Attempt.NOT_BEGUN);
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void recordEach_proposing_makesNoRecord() throws Exception {
    List<Observation> two =
        List.of(
            observation(Told.moved("e1", 0, "A", "DC1-Leaf")),
            observation(Told.moved("e2", 0, "B", "DC1-Leaf")));

    assertThat(opened(PROPOSE).recordEach(two, () -> true, budget()))
        .extracting(each -> each.get().action())
        .containsOnly(Action.PROPOSED);
    assertThat(records()).isZero();
  }

  @Test
  void placed_showsThoseThatAreInAContainerStill() throws Exception {
    record(Told.moved("e1", 0, "A", "DC1-Leaf"));
    record(Told.moved("e2", 0, "B", "DC1-Leaf"));
    record(Told.removed("e3", 1, "B"));
    if (knowsRecordsWithoutSerial()) addByHand("somebody-elses", "");

    assertThat(opened(CREATE).placed(budget()))
        .singleElement()
        .satisfies(only -> assertThat(only.toString()).isEqualTo("A in DC1-Leaf"));
  }

  @Test
  void unprovisioned_areThoseThatWerePlacedNowhereSince() throws Exception {
    for (String serial : List.of("A", "B", "C")) {
      record(Told.moved("e1" + serial, 0, serial, "DC1-Leaf"));
    }
    record(Told.unprovisioned("e2", 1, "A"));
    record(Told.unprovisioned("e3", 1, "B"));
    record(Told.moved("e4", 2, "B", "DC1-Leaf"));
    Cmdb cmdb = opened(CREATE);

    assertThat(cmdb.unprovisioned(cmdb.placed(budget()), budget()))
        .extracting(CmdbRecord::toString)
        .containsExactly("A in DC1-Leaf");
  }

  @Test
  void record_whichCloudVisionToldOfIt_isKept() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(stored(SERIAL)).containsEntry("source", "https://cvp.lab.example");
  }

  @Test
  void record_changeThatSaysWhatTheRecordDoes_isNotOvertakenByAnOlderOne() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));
    record(version("e3", 3, "4.33.1F", "4.32.2F"));
    Map<String, String> before = stored(SERIAL);

    assertThat(record(version("e2", 2, "4.32.2F", "4.33.1F"))).isEqualTo(Action.UNCHANGED);

    assertThat(stored(SERIAL)).isEqualTo(before).containsEntry("software_version", "4.32.2F");
  }

  private static CloudEvent version(String id, int minute, String from, String to) {
    Device device = Device.builder().serialNumber(SERIAL).softwareVersion(to).build();
    return Told.changed(id, minute, device, Field.of("softwareVersion", from, to));
  }

  @Test
  void check_allWell_findsNothingThatHinders() throws Exception {
    record(Told.moved("e1", 0, SERIAL, "DC1-Leaf"));

    assertThat(opened(CREATE).check(budget())).isEmpty();
  }

  private static Device called(String serial, String hostname) {
    return called(serial, hostname, "active");
  }

  private static Device called(String serial, String hostname, String streaming) {
    return Device.builder()
        .serialNumber(serial)
        .hostname(hostname)
        .modelName(serial.equals("NEW") ? "DCS-7060" : "DCS-7050")
        .softwareVersion(serial.equals("NEW") ? "4.33.1F" : "4.32.2F")
        .streamingStatus(streaming)
        .build();
  }

  private CallFailedException refused(CmdbPolicy policy, CloudEvent event) throws Exception {
    Cmdb cmdb = opened(policy);
    return catchThrowableOfType(
        CallFailedException.class, () -> cmdb.record(observation(event), budget()));
  }

  /** Work on the i-th event. */
  public interface Work {
    Action on(int index, CloudEvent event) throws Exception;
  }

  /** Does the work on all events from eight threads. */
  public static List<Action> atOnce(List<CloudEvent> events, Work work) throws Exception {
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
  public static Budget budget() {
    return Budget.of(Duration.ofSeconds(24));
  }

  public static Observation observation(CloudEvent event) {
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
