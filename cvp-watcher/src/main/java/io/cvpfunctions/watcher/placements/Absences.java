package io.cvpfunctions.watcher.placements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which devices are gone, slowly: a session that ended, a half answer or a switched-off
 * feature looks just like devices that left. Not thread-safe.
 *
 * <p>A device that CloudVision lists without a container is unprovisioned once that has outlasted
 * the debounce. One that is not listed at all is removed once it was missing from {@link
 * Rules#LOOKS} snapshots in a row over {@code removeAfter}. If more than {@link Rules#largestLoss}
 * would be gone at once, nobody is: that is a suspicion, until they are back or a person says so.
 */
final class Absences {
  private final Rules rules;
  private final Map<String, Absence> absences = new HashMap<>();
  private boolean released;

  Absences(Rules rules) {
    this.rules = rules;
  }

  /** Devices that are gone, or why that is not believed. */
  record Gone(List<Fact> facts, Optional<String> suspicion) {}

  private record Absence(Instant since, int looks, boolean unprovisioned) {}

  /** The next loss is believed, however large. */
  void release() {
    released = true;
  }

  Gone look(Snapshot snapshot, Map<String, Placement> known) {
    count(snapshot, known.keySet());
    List<Fact> due = new ArrayList<>();
    absences.forEach(
        (device, absence) -> {
          if (due(absence, snapshot.at())) due.add(fact(known.get(device), absence));
        });
    if (due.size() > Rules.largestLoss(known.size()) && !released) {
      return new Gone(List.of(), Optional.of(suspicion(due.size(), known.size())));
    }
    if (!due.isEmpty()) released = false;
    return new Gone(due, Optional.empty());
  }

  private void count(Snapshot snapshot, Set<String> known) {
    Set<String> there = new HashSet<>(snapshot.present());
    snapshot.placements().forEach(each -> there.add(each.identity()));
    absences.keySet().removeIf(device -> there.contains(device) || !known.contains(device));
    for (String device : known) {
      if (there.contains(device)) continue;
      boolean unprovisioned = snapshot.unprovisioned().contains(device);
      Absence before = absences.get(device);
      boolean same = before != null && before.unprovisioned() == unprovisioned;
      Instant since = same ? before.since() : snapshot.at();
      int looks = same ? before.looks() + 1 : 1;
      absences.put(device, new Absence(since, looks, unprovisioned));
    }
  }

  private boolean due(Absence absence, Instant now) {
    if (absence.unprovisioned()) return !now.isBefore(absence.since().plus(rules.debounce()));
    boolean seldom = absence.looks() < Rules.LOOKS;
    return !seldom && !now.isBefore(absence.since().plus(rules.removeAfter()));
  }

  private static Fact fact(Placement last, Absence absence) {
    return absence.unprovisioned()
        ? new Fact.Unprovisioned(last, absence.since())
        : new Fact.Removed(last, absence.since());
  }

  private static String suspicion(int gone, int fleet) {
    return gone
        + " of "
        + fleet
        + " devices are missing at once; nobody is told gone until they are back or a person"
        + " releases it";
  }
}
