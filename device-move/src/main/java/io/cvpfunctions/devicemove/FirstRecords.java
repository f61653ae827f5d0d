package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the records of many devices that have none in few requests: how a CMDB is filled on the
 * first day. Used once. What it cannot do at once it leaves to be done one by one.
 */
final class FirstRecords {
  private final RecordStore store;
  private final ManyRecords many;
  private final CmdbPolicy policy;
  private final Budget budget;

  FirstRecords(RecordStore store, ManyRecords many, CmdbPolicy policy, Budget budget) {
    this.store = store;
    this.many = many;
    this.policy = policy;
    this.budget = budget;
  }

  /** What became of those that it saw to. */
  Map<Observation, Attempt> make(List<Observation> all) {
    if (policy.proposes()) return Map.of();
    Map<Observation, Decision> first = first(all);
    if (first.size() < 2) return Map.of();
    try {
      return created(first).map(made -> noted(first, made)).orElse(Map.of());
    } catch (CallFailedException refused) {
      if (refused.kind() != Kind.REJECTED) throw refused;
      return Map.of();
    }
  }

  private Map<Observation, Decision> first(List<Observation> all) {
    RecordLookup known = Prefetched.of(store, all, budget);
    Set<String> taken = new HashSet<>();
    Map<Observation, Decision> first = new LinkedHashMap<>();
    for (Observation seen : all) {
      Optional<Decision> decision = first(seen, known);
      if (decision.isEmpty() || !Collections.disjoint(taken, keys(seen))) continue;
      taken.addAll(keys(seen));
      first.put(seen, decision.get());
    }
    return first;
  }

  /** What no two records may have alike. */
  private static Set<String> keys(Observation seen) {
    return Set.of("serial " + folded(seen.serial()), "name " + folded(name(seen)));
  }

  private static String name(Observation seen) {
    return seen.device().hostname().orElse("");
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Empty where there is a record, where there is to be none, and where that is refused. */
  private Optional<Decision> first(Observation seen, RecordLookup known) {
    try {
      Match match = new Finding(known, policy, seen, budget).match();
      return match.answer().isEmpty() && match.isNew()
          ? Optional.of(match.decision())
          : Optional.empty();
    } catch (CallFailedException refused) {
      if (refused.kind() != Kind.REJECTED) throw refused;
      return Optional.empty();
    }
  }

  private Optional<List<CmdbRecord>> created(Map<Observation, Decision> first) {
    List<Map<Field, String>> values = new ArrayList<>();
    List<Note> whys = new ArrayList<>();
    first.forEach(
        (seen, decision) -> {
          values.add(decision.writes());
          whys.add(Note.of(seen, Action.CREATED, decision));
        });
    return many.createAll(values, whys, budget);
  }

  private Map<Observation, Attempt> noted(Map<Observation, Decision> first, List<CmdbRecord> made) {
    Map<String, CmdbRecord> bySerial = new HashMap<>();
    made.forEach(record -> bySerial.put(record.text(Field.SERIAL), record));
    Map<Observation, Attempt> attempts = new LinkedHashMap<>();
    Map<CmdbRecord, Note> notes = new LinkedHashMap<>();
    first.forEach(
        (seen, decision) -> {
          CmdbRecord record = bySerial.get(seen.serial());
          if (record != null) attempts.put(seen, attempt(seen, decision, record, notes));
        });
    many.noteAll(notes, budget);
    return attempts;
  }

  private static Attempt attempt(
      Observation seen, Decision decision, CmdbRecord made, Map<CmdbRecord, Note> notes) {
    Decision done = decision.without(made.remarks());
    notes.put(made, Note.of(seen, Action.CREATED, done));
    return Attempt.recorded(Recorded.of(Action.CREATED, done).at(made.url().orElse(null)));
  }
}
