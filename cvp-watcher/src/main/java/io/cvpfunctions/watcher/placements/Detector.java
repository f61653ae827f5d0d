package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.DeviceChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers where each device was last told to be, in one dimension, and says when that has
 * changed. Does no I/O. Not thread-safe.
 *
 * <p>Only net changes count: a difference must outlast the debounce, and one that reverts within it
 * never was. A place is told once the device has been in that very place for so long. What is there
 * at the baseline, though in no place that could be told, was there before: its first place is no
 * news. Absence counts less than presence: see {@link Absences}.
 */
public final class Detector {
  private static final Detection NOTHING =
      new Detection(List.of(), List.of(), List.of(), Set.of(), false, Optional.empty());

  private final Rules rules;
  private final Map<String, Placement> known = new HashMap<>();
  private final Debounce debounce;
  private final Set<String> unplaced = new HashSet<>();
  private final Absences absences;
  private boolean baselined;
  private boolean tellsDevices = true;
  private int emptyLooks;

  /**
   * Starts from what was stored; without a baseline, the first snapshot becomes it.
   *
   * @param unplaced devices that were there at the baseline, and in no place that could be told yet
   */
  public Detector(
      Rules rules, Collection<Placement> stored, Collection<String> unplaced, boolean baselined) {
    this.rules = rules;
    this.absences = new Absences(rules);
    this.debounce = new Debounce(rules.debounce());
    this.baselined = baselined;
    stored.forEach(each -> known.put(each.identity(), each));
    this.unplaced.addAll(unplaced);
  }

  /** The devices that are somewhere, as far as was told. */
  public Set<String> devices() {
    return Collections.unmodifiableSet(known.keySet());
  }

  /** Where a device is, as far as was told. */
  public Optional<Placement> placement(String device) {
    return Optional.ofNullable(known.get(device));
  }

  /** Whether there is something to compare a snapshot with. */
  public boolean baselined() {
    return baselined;
  }

  /** Whether a device was ever told to be in a container that somebody made. */
  public boolean knowsContainers() {
    return known.values().stream().anyMatch(each -> !each.container().isUndefined());
  }

  /** Whether a hostname or a version that changed is told here, or by another dimension. */
  public void tellsDevices(boolean here) {
    tellsDevices = here;
  }

  /** A person believes that what is missing is gone; {@code warned} tells if people know of it. */
  public void release(boolean warned) {
    absences.release(warned);
  }

  /** Whether more are missing than may go at once: they are not back, suspected yet or not. */
  public boolean missesMany() {
    return absences.many(known.size());
  }

  /** Whether devices are missing without CloudVision saying so: another list would tell more. */
  public boolean doubts() {
    return absences.doubts() || (!baselined && emptyLooks > 0);
  }

  /** When, by the steady clock, the earliest difference seen will have lasted long enough. */
  public Optional<Instant> nextDue() {
    Optional<Instant> difference = debounce.nextDue();
    Optional<Instant> absence = absences.nextDue();
    if (difference.isEmpty() || absence.isEmpty()) return difference.or(() -> absence);
    return difference.get().isBefore(absence.get()) ? difference : absence;
  }

  /**
   * Compares a snapshot with what is known.
   *
   * @param steady when it was taken, by a clock that nobody sets: what has lasted is measured by it
   */
  public Detection look(Snapshot snapshot, Instant steady) {
    if (!baselined) return baseline(snapshot);
    List<Fact> facts = new ArrayList<>();
    List<Placement> stored = new ArrayList<>();
    for (Placement seen : snapshot.distinct()) {
      compare(seen, snapshot.at(), steady, facts, stored);
    }
    Set<String> listed = Absences.listed(snapshot);
    debounce.retain(listed);
    Absences.Gone gone = absences.look(snapshot, steady, listed, known);
    facts.addAll(gone.facts());
    List<String> forgotten = new ArrayList<>(unplaced);
    forgotten.retainAll(snapshot.unprovisioned());
    gone.facts().forEach(each -> forgotten.add(each.placement().identity()));
    return new Detection(facts, stored, forgotten, Set.of(), false, gone.suspicion());
  }

  /**
   * Takes over from another source without telling anything: what this one sees is where devices
   * have been all along.
   */
  public Detection adopt(Snapshot snapshot) {
    List<Placement> all = List.copyOf(snapshot.distinct());
    return new Detection(List.of(), all, List.of(), Set.of(), true, Optional.empty());
  }

  /** What was detected is stored: from here on it is what is known. */
  public void accept(Detection detection) {
    if (detection.baseline()) baselined = true;
    for (Placement each : detection.stored()) {
      known.put(each.identity(), each);
      debounce.reverted(each.identity());
      unplaced.remove(each.identity());
    }
    detection.forgotten().forEach(known::remove);
    detection.forgotten().forEach(unplaced::remove);
    unplaced.addAll(detection.unplaced());
  }

  /** An empty one is believed only once it has been repeated: everything would be new after it. */
  private Detection baseline(Snapshot snapshot) {
    Collection<Placement> all = snapshot.distinct();
    if (all.isEmpty()) {
      if (snapshot.fresh()) emptyLooks++;
      if (emptyLooks < Rules.LOOKS) return NOTHING;
    }
    boolean replay = rules.replayBaseline();
    List<Fact> facts = new ArrayList<>();
    if (replay) all.forEach(p -> facts.add(new Fact.Added(p, snapshot.at())));
    Set<String> there = replay ? Set.of() : snapshot.present();
    return new Detection(facts, List.copyOf(all), List.of(), there, true, Optional.empty());
  }

  private void compare(
      Placement sighted, Instant at, Instant steady, List<Fact> facts, List<Placement> stored) {
    Placement before = known.get(sighted.identity());
    boolean same = sighted.equals(before);
    Placement seen = same || before == null ? sighted : Differences.completed(before, sighted);
    if (same || seen.equals(before)) debounce.reverted(seen.identity());
    else if (before == null && unplaced.contains(seen.identity())) stored.add(seen);
    else if (isNews(before, seen)) lasting(before, seen, at, steady, facts, stored);
    else stored.add(seen);
  }

  private boolean isNews(Placement before, Placement seen) {
    boolean same = before != null && before.samePlace(seen);
    return !same || !fields(before, seen).isEmpty();
  }

  private List<DeviceChange.Field> fields(Placement before, Placement seen) {
    return before == null ? List.of() : Differences.between(before, seen, tellsDevices);
  }

  private void lasting(
      Placement before,
      Placement seen,
      Instant at,
      Instant steady,
      List<Fact> facts,
      List<Placement> stored) {
    Optional<Instant> since = debounce.lasting(seen, at, steady);
    if (since.isEmpty()) return;
    facts.addAll(facts(before, seen, since.get()));
    stored.add(seen);
  }

  private List<Fact> facts(Placement before, Placement seen, Instant since) {
    if (before == null) return List.of(new Fact.Added(seen, since));
    List<Fact> facts = new ArrayList<>();
    if (!before.samePlace(seen)) facts.add(new Fact.Moved(seen, before.container(), since));
    List<DeviceChange.Field> fields = fields(before, seen);
    if (!fields.isEmpty()) facts.add(new Fact.Changed(seen, fields, since));
    return facts;
  }
}
