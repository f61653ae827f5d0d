package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.DeviceChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers where each device was last told to be, and says when that has changed. Does no I/O. Not
 * thread-safe.
 *
 * <p>Only net changes count: a difference must outlast the debounce, and one that reverts within it
 * never was. Absence counts less than presence: see {@link Absences}.
 */
public final class Detector {
  private static final Detection NOTHING =
      new Detection(List.of(), List.of(), List.of(), false, Optional.empty());

  private final Rules rules;
  private final Map<String, Placement> known = new HashMap<>();
  private final Map<String, Instant> differingSince = new HashMap<>();
  private final Absences absences;
  private boolean baselined;
  private int emptyLooks;

  /** Starts from what was stored; without a baseline, the first snapshot becomes it. */
  public Detector(Rules rules, Collection<Placement> stored, boolean baselined) {
    this.rules = rules;
    this.absences = new Absences(rules);
    this.baselined = baselined;
    stored.forEach(each -> known.put(each.identity(), each));
  }

  /** The devices that are somewhere, as far as was told. */
  public Set<String> devices() {
    return Collections.unmodifiableSet(known.keySet());
  }

  /** Whether a device was ever told to be in a container that somebody made. */
  public boolean knowsContainers() {
    return known.values().stream().anyMatch(each -> !each.container().isUndefined());
  }

  /** When the earliest difference seen will have outlasted the debounce. */
  public Optional<Instant> nextDue() {
    return differingSince.values().stream()
        .min(Instant::compareTo)
        .map(since -> since.plus(rules.debounce()));
  }

  /** Compares a snapshot with what is known. */
  public Detection look(Snapshot snapshot) {
    if (!baselined) return baseline(snapshot);
    List<Fact> facts = new ArrayList<>();
    List<Placement> stored = new ArrayList<>();
    for (Placement seen : distinct(snapshot.placements())) compare(seen, snapshot, facts, stored);
    differingSince.keySet().retainAll(sighted(snapshot));
    Absences.Gone gone = absences.look(snapshot, known);
    gone.facts().forEach(facts::add);
    List<String> forgotten = gone.facts().stream().map(f -> f.placement().identity()).toList();
    return new Detection(facts, stored, forgotten, false, gone.suspicion());
  }

  /** What was detected is stored: from here on it is what is known. */
  public void accept(Detection detection) {
    if (detection.baseline()) baselined = true;
    for (Placement each : detection.stored()) {
      known.put(each.identity(), each);
      differingSince.remove(each.identity());
    }
    detection.forgotten().forEach(known::remove);
  }

  /** An empty one is believed only once it has been repeated: everything would be new after it. */
  private Detection baseline(Snapshot snapshot) {
    Collection<Placement> all = distinct(snapshot.placements());
    if (all.isEmpty() && ++emptyLooks < Rules.LOOKS) return NOTHING;
    List<Fact> facts = new ArrayList<>();
    if (rules.replayBaseline()) all.forEach(p -> facts.add(new Fact.Added(p, snapshot.at())));
    return new Detection(facts, List.copyOf(all), List.of(), true, Optional.empty());
  }

  private void compare(
      Placement sighted, Snapshot snapshot, List<Fact> facts, List<Placement> stored) {
    Placement before = known.get(sighted.identity());
    Placement seen = before == null ? sighted : Differences.completed(before, sighted);
    if (seen.equals(before)) {
      differingSince.remove(seen.identity());
      return;
    }
    List<DeviceChange.Field> fields =
        before == null ? List.of() : Differences.between(before, seen);
    boolean moved = before != null && !before.place().equals(seen.place());
    if (before != null && !moved && fields.isEmpty()) {
      stored.add(seen);
      return;
    }
    Instant since = differingSince.computeIfAbsent(seen.identity(), id -> snapshot.at());
    if (snapshot.at().isBefore(since.plus(rules.debounce()))) return;
    if (before == null) facts.add(new Fact.Added(seen, since));
    if (moved) facts.add(new Fact.Moved(seen, before.container(), since));
    if (!fields.isEmpty()) facts.add(new Fact.Changed(seen, fields, since));
    stored.add(seen);
  }

  /** A difference of a device that is away again is no difference any more. */
  private static Set<String> sighted(Snapshot snapshot) {
    Set<String> sighted = new HashSet<>(snapshot.present());
    snapshot.placements().forEach(each -> sighted.add(each.identity()));
    return sighted;
  }

  /** Of two devices with one identity (cloned vEOS), the first counts. */
  private static Collection<Placement> distinct(List<Placement> placements) {
    Map<String, Placement> distinct = new LinkedHashMap<>();
    placements.forEach(each -> distinct.putIfAbsent(each.identity(), each));
    return distinct.values();
  }
}
