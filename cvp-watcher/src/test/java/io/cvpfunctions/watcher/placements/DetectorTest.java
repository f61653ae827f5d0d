package io.cvpfunctions.watcher.placements;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final Duration DEBOUNCE = Duration.ofSeconds(2);
  private static final Duration REMOVE_AFTER = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofSeconds(10);

  private final Fleet fleet = new Fleet().put("A", "Undefined").put("B", "Leaf");
  private Detector detector = detector(false);

  private static Detector detector(boolean replayBaseline) {
    return new Detector(
        new Rules(DEBOUNCE, REMOVE_AFTER, replayBaseline), List.of(), List.of(), false);
  }

  @Test
  void look_first_isTheBaselineAndTellsNothing() {
    Detection first = look();
    assertThat(first.baseline()).isTrue();
    assertThat(first.facts()).isEmpty();
    assertThat(first.stored()).hasSize(2);
    assertThat(look().isEmpty()).isTrue();
  }

  @Test
  void look_firstIsEmpty_isTheBaselineOnlyOnceRepeated() {
    fleet.remove("A").remove("B");
    assertThat(look().baseline()).isFalse();
    assertThat(look().baseline()).isFalse();
    assertThat(look().baseline()).isTrue();
    fleet.put("A", "Undefined");
    assertThat(settled()).containsExactly("name-A (A) added to Undefined");
  }

  @Test
  void look_emptyBeforeTheFirst_isNoBaseline() {
    fleet.remove("A").remove("B");
    look();
    fleet.put("A", "Undefined");
    assertThat(look().baseline()).isTrue();
  }

  @Test
  void look_firstReplayed_tellsEveryDeviceAsAdded() {
    detector = detector(true);
    assertThat(look().facts())
        .extracting(Fact::toString)
        .containsExactlyInAnyOrder("name-A (A) added to Undefined", "name-B (B) added to Leaf");
  }

  @Test
  void look_moved_isToldOnceTheDebounceIsOver() {
    look();
    fleet.put("A", "Leaf").pass(POLL);
    assertThat(told()).isEmpty();
    fleet.pass(DEBOUNCE);
    assertThat(told()).containsExactly("name-A (A) moved Undefined -> Leaf");
    assertThat(told()).isEmpty();
  }

  @Test
  void nextDue_afterADifference_isTheEndOfTheDebounce() {
    look();
    assertThat(detector.nextDue()).isEmpty();
    fleet.put("A", "Leaf").pass(POLL);
    look();
    assertThat(detector.nextDue()).contains(fleet.steady().plus(DEBOUNCE));
  }

  @Test
  void look_thereAndBackWithinTheDebounce_tellsNothing() {
    look();
    fleet.put("A", "Leaf").pass(POLL);
    look();
    fleet.put("A", "Undefined").pass(DEBOUNCE);
    assertThat(told()).isEmpty();
    fleet.put("A", "Leaf").pass(POLL);
    assertThat(told()).as("the debounce begins anew").isEmpty();
  }

  @Test
  void look_onwardWithinTheDebounce_isOneMoveToWhereItEnded() {
    look();
    fleet.put("A", "Leaf").pass(POLL);
    look();
    fleet.put("A", "Spine").pass(DEBOUNCE);
    assertThat(told()).as("the debounce begins anew").isEmpty();
    fleet.pass(DEBOUNCE);
    assertThat(told()).containsExactly("name-A (A) moved Undefined -> Spine");
  }

  @Test
  void look_elsewhereShortlyWhileAnotherDifferenceWaits_isNoMove() {
    look();
    Device renamed = Device.builder().serialNumber("A").hostname("a2").build();
    fleet.put(renamed, "Undefined");
    look();
    fleet.put(renamed, "Leaf").pass(Duration.ofMillis(1900));
    assertThat(told()).isEmpty();
    fleet.pass(Duration.ofMillis(100));
    assertThat(told()).as("in Leaf for 0.1 s").isEmpty();
    fleet.put(renamed, "Undefined").pass(Duration.ofMillis(300));
    assertThat(told()).isEmpty();
    fleet.pass(DEBOUNCE);
    assertThat(told()).containsExactly("a2 (A) changed [hostname name-A -> a2]");
  }

  @Test
  void look_elsewhereShortlyOnTheWay_isOneMoveToWhereItStays() {
    look();
    fleet.put("A", "Leaf");
    look();
    fleet.put("A", "Spine").pass(Duration.ofMillis(1900));
    assertThat(told()).isEmpty();
    fleet.pass(Duration.ofMillis(100));
    assertThat(told()).as("in Spine for 0.1 s").isEmpty();
    fleet.put("A", "Leaf").pass(Duration.ofMillis(300));
    assertThat(told()).isEmpty();
    fleet.pass(DEBOUNCE);
    assertThat(told()).containsExactly("name-A (A) moved Undefined -> Leaf");
  }

  @Test
  void look_fieldChangesWhileAMoveWaits_delaysNothing() {
    look();
    fleet.put("A", "Leaf");
    look();
    fleet.put(Device.builder().serialNumber("A").hostname("a2").build(), "Leaf").pass(DEBOUNCE);
    assertThat(told())
        .containsExactly(
            "a2 (A) moved Undefined -> Leaf", "a2 (A) changed [hostname name-A -> a2]");
  }

  @Test
  void look_thereAtTheBaselineInAContainerNotYetKnown_isAdoptedInSilence() {
    detector.accept(detector.look(fleet.snapshotWithout(List.of("A")), fleet.steady()));
    fleet.pass(POLL);
    assertThat(settled()).isEmpty();
    fleet.put("A", "Leaf");
    assertThat(settled()).containsExactly("name-A (A) moved Undefined -> Leaf");
  }

  @Test
  void look_unprovisionedAfterABaselineThatCouldNotPlaceIt_isAddedLater() {
    detector.accept(detector.look(fleet.snapshotWithout(List.of("A")), fleet.steady()));
    fleet.unprovision("A");
    assertThat(settled()).isEmpty();
    fleet.put("A", "Leaf");
    assertThat(settled()).containsExactly("name-A (A) added to Leaf");
  }

  @Test
  void look_movedWhileTheWatcherWasDown_isToldOnceItIsBack() {
    look();
    List<Placement> stored = fleet.snapshot().placements();
    fleet.put("A", "Leaf").pass(REMOVE_AFTER);
    Rules rules = new Rules(DEBOUNCE, REMOVE_AFTER, false);
    detector = new Detector(rules, stored, List.of(), true);
    assertThat(settled()).containsExactly("name-A (A) moved Undefined -> Leaf");
  }

  @Test
  void look_newDevice_isAdded() {
    look();
    fleet.put("C", "Undefined");
    assertThat(settled()).containsExactly("name-C (C) added to Undefined");
  }

  @Test
  void look_containerRenamed_isAChangeAndNoMove() {
    look();
    fleet.put(Fleet.device("B"), Container.of("Leaves", "key-of-Leaf"));
    assertThat(settled()).containsExactly("name-B (B) changed [container Leaf -> Leaves]");
  }

  @Test
  void look_fieldsChanged_theEventSaysWhereTheDeviceIs() {
    Container leaf = Container.of("Leaf", "key-of-Leaf");
    Placement placed = new Placement(Fleet.device("B"), leaf);
    List<DeviceChange.Field> fields = List.of(DeviceChange.Field.of("hostname", "b", "name-B"));
    Fact changed = new Fact.Changed(placed, fields, Instant.EPOCH);
    assertThat(changed.data(null).path("container")).isEqualTo(leaf.toJson());
  }

  @Test
  void look_fieldsChanged_areToldTogether() {
    look();
    Device renamed =
        Device.builder().serialNumber("B").hostname("b2").softwareVersion("4.32.0F").build();
    fleet.put(renamed, "Leaf");
    assertThat(settled())
        .containsExactly("b2 (B) changed [hostname name-B -> b2, softwareVersion null -> 4.32.0F]");
  }

  @Test
  void look_movedAndRenamed_isAMoveAndThenAChange() {
    look();
    Device renamed = Device.builder().serialNumber("A").hostname("a2").build();
    fleet.put(renamed, "Leaf");
    assertThat(settled())
        .containsExactly(
            "a2 (A) moved Undefined -> Leaf", "a2 (A) changed [hostname name-A -> a2]");
  }

  @Test
  void look_fieldLeftBlank_saysNothing() {
    look();
    fleet.put(Device.builder().serialNumber("B").build(), "Leaf");
    assertThat(settled()).isEmpty();
  }

  @Test
  void look_fieldNobodyIsToldOf_isRememberedSilently() {
    look();
    Device streaming =
        Device.builder().serialNumber("B").hostname("name-B").streamingStatus("inactive").build();
    fleet.put(streaming, "Leaf");
    Detection detection = look();
    assertThat(detection.facts()).isEmpty();
    assertThat(detection.stored()).hasSize(1);
  }

  @Test
  void look_notAccepted_isSeenAgain() {
    look();
    fleet.put("A", "Leaf");
    detector.look(fleet.snapshot(), fleet.steady());
    fleet.pass(DEBOUNCE);
    assertThat(detector.look(fleet.snapshot(), fleet.steady()).facts()).hasSize(1);
    assertThat(told()).hasSize(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void look_missingShortly_tellsNothing() {
    look();
    fleet.remove("A").pass(REMOVE_AFTER);
    assertThat(told()).isEmpty();
    fleet.pass(REMOVE_AFTER);
    assertThat(told()).isEmpty();
    fleet.put("A", "Undefined").pass(REMOVE_AFTER);
    assertThat(told()).isEmpty();
    fleet.remove("A").pass(REMOVE_AFTER);
    assertThat(told()).as("the count begins anew").isEmpty();
  }

  @Test
  void look_missingFromThreeSnapshotsOverRemoveAfter_isRemoved() {
    look();
    fleet.remove("A").pass(POLL);
    assertThat(told()).isEmpty();
    fleet.pass(POLL);
    assertThat(told()).isEmpty();
    fleet.pass(POLL);
    assertThat(told()).as("three times, but not for long enough").isEmpty();
    fleet.pass(REMOVE_AFTER);
    assertThat(told()).containsExactly("name-A (A) removed from Undefined");
    assertThat(told()).isEmpty();
  }

  @Test
  void look_clockSetAhead_tellsNothingSooner() {
    for (int i = 0; i < 12; i++) fleet.put("D" + i, "Leaf");
    look();
    fleet.put("A", "Leaf");
    for (int i = 0; i < 12; i++) fleet.remove("D" + i);
    look();
    fleet.setClock(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) assertThat(told()).isEmpty();
    fleet.pass(DEBOUNCE);
    assertThat(told()).containsExactly("name-A (A) moved Undefined -> Leaf");
    fleet.pass(REMOVE_AFTER);
    assertThat(told()).hasSize(12);
  }

  @Test
  void look_knownButInNoContainer_isUnprovisioned() {
    look();
    fleet.unprovision("B").pass(POLL);
    assertThat(told()).isEmpty();
    fleet.pass(DEBOUNCE);
    assertThat(told()).containsExactly("name-B (B) left Leaf and is unprovisioned");
    fleet.put("B", "Leaf");
    assertThat(settled()).containsExactly("name-B (B) added to Leaf");
  }

  @Test
  void look_containerNotTold_saysNothing() {
    look();
    for (int i = 0; i < 5; i++) {
      fleet.pass(REMOVE_AFTER);
      Detection detection = detector.look(fleet.snapshotWithout(List.of("A")), fleet.steady());
      assertThat(detection.facts()).isEmpty();
      detector.accept(detection);
    }
  }

  @Test
  void look_largeLoss_isHeldBackUntilTheyAreBack() {
    for (int i = 0; i < 100; i++) fleet.put("D" + i, "Leaf");
    look();
    for (int i = 0; i < 21; i++) fleet.remove("D" + i);
    for (int i = 0; i < 3; i++) assertThat(look().suspicion()).isEmpty();
    fleet.pass(REMOVE_AFTER).put("A", "Leaf");
    Detection held = look();
    assertThat(held.suspicion()).hasValueSatisfying(what -> assertThat(what).contains("21 of 102"));
    fleet.pass(DEBOUNCE);
    assertThat(told()).as("others go on").containsExactly("name-A (A) moved Undefined -> Leaf");
    for (int i = 0; i < 21; i++) fleet.put("D" + i, "Leaf");
    assertThat(look().suspicion()).isEmpty();
  }

  @Test
  void release_nothingHeldYet_believesNothingLater() {
    for (int i = 0; i < 100; i++) fleet.put("D" + i, "Leaf");
    look();
    for (int i = 0; i < 21; i++) fleet.remove("D" + i);
    look();
    detector.release(false);
    for (int i = 0; i < 3; i++) look();
    fleet.pass(REMOVE_AFTER);
    assertThat(told()).isEmpty();
    assertThat(look().suspicion()).isPresent();
  }

  @Test
  void release_aLossThatIsHeld_isBelievedAndNoOther() {
    for (int i = 0; i < 100; i++) fleet.put("D" + i, "Leaf");
    look();
    for (int i = 0; i < 30; i++) fleet.remove("D" + i);
    for (int i = 0; i < 3; i++) look();
    fleet.pass(REMOVE_AFTER);
    assertThat(look().suspicion()).isPresent();
    for (int i = 0; i < 21; i++) fleet.remove("D" + (40 + i));
    for (int i = 0; i < 3; i++) look();
    detector.release(true);
    assertThat(detector.nextDue()).as("worth a look at once").contains(fleet.steady());
    fleet.pass(REMOVE_AFTER);
    assertThat(told()).hasSize(30).allMatch(each -> each.matches(".*\\(D[12]?[0-9]\\) removed.*"));
    assertThat(told()).isEmpty();
    assertThat(look().suspicion()).isPresent();
  }

  @Test
  void look_lossWithinReason_isBelieved() {
    for (int i = 0; i < 100; i++) fleet.put("D" + i, "Leaf");
    look();
    for (int i = 0; i < 20; i++) fleet.remove("D" + i);
    for (int i = 0; i < 3; i++) look();
    fleet.pass(REMOVE_AFTER);
    assertThat(told()).hasSize(20);
  }

  @Test
  void look_twoDevicesOfOneIdentity_firstCounts() {
    look();
    Placement clone = new Placement(Fleet.device("B"), Fleet.container("Spine"));
    Snapshot now = fleet.snapshot();
    List<Placement> both = new ArrayList<>(now.placements());
    both.add(clone);
    Snapshot doubled = Snapshot.of(now.at(), both).containers(3).build();
    assertThat(detector.look(doubled, fleet.steady()).facts()).isEmpty();
    assertThat(detector.nextDue()).isEmpty();
  }

  private Detection look() {
    Detection detection = detector.look(fleet.snapshot(), fleet.steady());
    detector.accept(detection);
    return detection;
  }

  private List<String> told() {
    return look().facts().stream().map(Fact::toString).toList();
  }

  private List<String> settled() {
    look();
    fleet.pass(DEBOUNCE);
    return told();
  }
}
