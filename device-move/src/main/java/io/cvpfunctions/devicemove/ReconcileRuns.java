package io.cvpfunctions.devicemove;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which devices the pages of a run had, since only all of them together say who is gone,
 * and what was begun for them and not finished. Thread-safe. What one replica has seen another one
 * has not: then nobody is called gone.
 */
final class ReconcileRuns {
  private static final int MOST = 4;

  private final Map<String, Map<Integer, List<String>>> runs = new LinkedHashMap<>();

  private final Map<String, Map<String, Observation>> unfinished = new LinkedHashMap<>();

  synchronized void saw(ReconcilePage page) {
    of(page, runs).put(page.page, page.serials());
  }

  /** The run's own among the latest few. */
  private static <K, V> Map<K, V> of(ReconcilePage page, Map<String, Map<K, V>> runs) {
    Map<K, V> own = runs.computeIfAbsent(page.run, any -> new LinkedHashMap<>());
    Iterator<String> oldest = runs.keySet().iterator();
    while (runs.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
    return own;
  }

  /** These are about to be written. */
  synchronized void begin(ReconcilePage page, List<Observation> open) {
    for (Observation each : open) of(page, unfinished).put(key(each), each);
  }

  /** This one is in its record and in the history. */
  synchronized void finished(ReconcilePage page, Observation done) {
    of(page, unfinished).remove(key(done));
  }

  synchronized boolean isUnfinished(ReconcilePage page, Observation seen) {
    return unfinished.getOrDefault(page.run, Map.of()).containsKey(key(seen));
  }

  /** Of devices that the run calls gone, without those that are open. */
  synchronized List<Observation> unfinishedRemovals(ReconcilePage last, List<Observation> open) {
    Map<String, Observation> left =
        new LinkedHashMap<>(unfinished.getOrDefault(last.run, Map.of()));
    open.forEach(each -> left.remove(key(each)));
    left.values().removeIf(each -> each.kind() != Observation.Kind.REMOVED);
    return List.copyOf(left.values());
  }

  private static String key(Observation seen) {
    return seen.kind() + " " + ReconcilePage.folded(seen.serial());
  }

  /** The pages that this process has not seen. */
  synchronized List<Integer> missing(ReconcilePage last) {
    List<Integer> missing = new ArrayList<>();
    for (int page = 1; page <= last.pages; page++) {
      if (!runs.getOrDefault(last.run, Map.of()).containsKey(page)) missing.add(page);
    }
    return missing;
  }

  /** All devices of a run; empty where a page is missing. */
  synchronized Optional<Set<String>> devices(ReconcilePage last) {
    if (last.lacksRun() || !missing(last).isEmpty()) return Optional.empty();
    Set<String> all = new HashSet<>();
    runs.get(last.run).values().forEach(all::addAll);
    return Optional.of(all);
  }
}
