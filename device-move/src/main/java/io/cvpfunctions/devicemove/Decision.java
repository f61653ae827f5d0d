package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.mapping.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is to become of one record: the fields to write, and what differs and is left alone.
 *
 * <p>The same for every CMDB, since it knows of the record only what all of them can say.
 */
public final class Decision {
  private final CmdbRecord before;
  private final Map<Field, String> writes;
  private final List<String> drift;

  Decision(CmdbRecord before, Map<Field, String> writes, List<String> drift) {
    this.before = before;
    EnumMap<Field, String> copy = new EnumMap<>(Field.class);
    copy.putAll(writes);
    this.writes = Collections.unmodifiableMap(copy);
    this.drift = List.copyOf(drift);
  }

  /** What an observation makes of a record that is there. */
  public static Decision known(
      Observation seen, CmdbRecord before, CmdbPolicy policy, Terms terms) {
    return new Deciding(seen, before, policy, terms).known();
  }

  /** The same for a record that was made for a device before anybody knew its serial number. */
  static Decision adopted(Observation seen, CmdbRecord before, CmdbPolicy policy, Terms terms) {
    return new Deciding(seen, before, policy, terms).adopted();
  }

  /** The same for the record of a device that this one replaces. */
  static Decision replaced(Observation seen, CmdbRecord before, CmdbPolicy policy, Terms terms) {
    return new Deciding(seen, before, policy, terms).replaced();
  }

  /** All that the record of a device without one is to say. */
  public static Decision first(Observation seen, CmdbPolicy policy, Terms terms) {
    Map<Field, String> all = new EnumMap<>(Field.class);
    all.put(Field.SERIAL, seen.serial());
    all.put(Field.STATUS, terms.active());
    all.putAll(Facts.of(seen));
    all.put(Field.FACTS_AS_OF, seen.factsAt().toString());
    Placement placement = policy.defaults();
    List<String> drift = List.of();
    if (seen.container().isPresent()) {
      all.putAll(Place.of(CmdbRecord.NONE).seenIn(seen.container().get()).values());
      all.put(Field.LAST_MOVE, seen.at().toString());
      Placement rule = policy.placement(seen.container().get());
      drift = terms.notKept(rule.values());
      placement = rule.or(placement);
    }
    all.putAll(placement.values());
    all.keySet().removeIf(field -> !terms.keeps(field));
    all.values().removeIf(String::isEmpty);
    return new Decision(CmdbRecord.NONE, all, drift);
  }

  /** The fields to write, an empty text where there is to be no value any more. */
  public Map<Field, String> writes() {
    return writes;
  }

  /** What the CMDB says otherwise than CloudVision, for people. */
  public List<String> drift() {
    return drift;
  }

  /** The same without the fields that turned out not to be ours to write. */
  Decision without(Map<Field, String> remarks) {
    if (remarks.isEmpty()) return this;
    EnumMap<Field, String> left = new EnumMap<>(Field.class);
    left.putAll(writes);
    left.keySet().removeAll(remarks.keySet());
    List<String> told = new ArrayList<>(drift);
    told.addAll(remarks.values());
    return new Decision(before, left, told);
  }

  /** Whether anything has to be written, be it only as of when the record is true. */
  public boolean changesAnything() {
    return !writes.isEmpty();
  }

  /** Whether a person who looks at the record sees a difference. */
  public boolean shows() {
    return writes.keySet().stream().anyMatch(field -> !field.isBookkeeping());
  }

  /** What a person sees change. */
  public List<FieldChange> changes() {
    List<FieldChange> changes = new ArrayList<>();
    writes.forEach(
        (field, value) -> {
          String held = before.text(field);
          boolean seen = !field.isBookkeeping() && !held.equals(value);
          if (seen) changes.add(FieldChange.of(field, held, value));
        });
    return changes;
  }

  /** {@link Action#UPDATED} or {@link Action#UNCHANGED}. */
  public Action action() {
    return shows() ? Action.UPDATED : Action.UNCHANGED;
  }

  @Override
  public String toString() {
    return changes() + (drift.isEmpty() ? "" : ", drift " + drift);
  }
}
