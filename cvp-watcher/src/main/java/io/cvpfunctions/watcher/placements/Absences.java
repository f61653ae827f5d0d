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
 * <p>A device that CloudVision says is in no container is unprovisioned once that has outlasted the
 * debounce. One that is not listed at all is gone once it was missing from {@link Rules#LOOKS}
 * complete lists in a row over {@code removeAfter}: unprovisioned where CloudVision knows it still,
 * else removed. If more than {@link Rules#largestLoss} would be gone at once, nobody is: that is a
 * suspicion, until they are back or a person says so.
 */
final class Absences {
  private final Rules rules;
  private final Map<String, Absence> absences = new HashMap<>();
  private final Set<String> held = new HashSet<>();
  private final Set<String> released = new HashSet<>();
  private boolean looked;
  private boolean releasesFirst;

  Absences(Rules rules) {
    this.rules = rules;
  }

  /** Devices that are gone, or why that is not believed. */
  record Gone(List<Fact> facts, Optional<String> suspicion) {}

  /** Since when that is so: by the machine's clock, and by one that nobody sets. */
  private record Absence(Instant since, Instant steady, int looks, boolean said, boolean known) {
    /** It is missing still; only a list made anew counts. */
    Absence again(boolean fresh, boolean stillKnown) {
      return new Absence(since, steady, fresh ? looks + 1 : looks, said, stillKnown);
    }
  }

  /**
   * What is suspected to be gone now is believed to be; where nothing is, nothing follows. But
   * where people were warned before a start, all that is missing is, or will be at the first look.
   */
  void release(boolean warned) {
    if (!held.isEmpty()) released.addAll(held);
    else if (warned && looked) released.addAll(absences.keySet());
    else releasesFirst = warned;
    held.clear();
  }

  /** Whether more are missing than may go at once, for however short a time. */
  boolean many(int fleet) {
    return absences.size() - released.size() > Rules.largestLoss(fleet);
  }

  /** Whether a device is missing without CloudVision saying so: another list would tell more. */
  boolean doubts() {
    return absences.values().stream().anyMatch(each -> !each.said());
  }

  /**
   * When the earliest absence will have lasted, by the steady clock, long enough; never, while it
   * is a suspicion.
   */
  Optional<Instant> nextDue() {
    return absences.entrySet().stream()
        .filter(each -> !held.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(each -> each.said() || each.looks() >= Rules.LOOKS)
        .map(this::dueAt)
        .min(Instant::compareTo);
  }

  Gone look(Snapshot snapshot, Instant steady, Set<String> listed, Map<String, Placement> known) {
    count(snapshot, steady, listed, known.keySet());
    released.retainAll(absences.keySet());
    if (releasesFirst) released.addAll(absences.keySet());
    releasesFirst = false;
    looked = true;
    Set<String> due = due(steady);
    hold(due, known.size());
    due.removeAll(held);
    List<Fact> facts = new ArrayList<>();
    due.forEach(device -> facts.add(fact(known.get(device), absences.get(device))));
    return new Gone(facts, suspicion(known.size()));
  }

  private Set<String> due(Instant steady) {
    Set<String> due = new HashSet<>();
    absences.forEach(
        (device, absence) -> {
          if (due(absence, steady)) due.add(device);
        });
    return due;
  }

  private void hold(Set<String> due, int fleet) {
    held.clear();
    held.addAll(due);
    held.removeAll(released);
    if (held.size() <= Rules.largestLoss(fleet)) held.clear();
  }

  private void count(Snapshot snapshot, Instant steady, Set<String> listed, Set<String> known) {
    absences.keySet().removeIf(device -> listed.contains(device) || !known.contains(device));
    if (listed.containsAll(known)) return;
    for (String device : known) {
      if (!listed.contains(device)) absences.put(device, absence(device, snapshot, steady));
    }
  }

  private Absence absence(String device, Snapshot snapshot, Instant steady) {
    boolean said = snapshot.unprovisioned().contains(device);
    boolean known = snapshot.elsewhere().contains(device);
    Absence before = absences.get(device);
    boolean same = before != null && before.said() == said;
    return same
        ? before.again(snapshot.fresh(), known)
        : new Absence(snapshot.at(), steady, 1, said, known);
  }

  private boolean due(Absence absence, Instant now) {
    boolean enough = absence.said() || absence.looks() >= Rules.LOOKS;
    return enough && !now.isBefore(dueAt(absence));
  }

  private Instant dueAt(Absence absence) {
    return absence.steady().plus(absence.said() ? rules.debounce() : rules.removeAfter());
  }

  private static Fact fact(Placement last, Absence absence) {
    return absence.said() || absence.known()
        ? new Fact.Unprovisioned(last, absence.since())
        : new Fact.Removed(last, absence.since());
  }

  /** The devices of which a look says that they are there. */
  static Set<String> listed(Snapshot snapshot) {
    Set<String> listed = new HashSet<>(snapshot.placements().size() * 2);
    listed.addAll(snapshot.present());
    snapshot.placements().forEach(each -> listed.add(each.identity()));
    return listed;
  }

  private Optional<String> suspicion(int fleet) {
    if (held.isEmpty()) return Optional.empty();
    return Optional.of(
        held.size()
            + " of "
            + fleet
            + " devices are missing at once; nobody is told gone until they are back or a person"
            + " releases it: cvp-watcher release");
  }
}
