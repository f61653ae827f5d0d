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
 * Remembers which devices the pages of a run had, since only all of them together say who is gone.
 * Thread-safe. What one replica has seen another one has not: then nobody is called gone.
 */
final class ReconcileRuns {
  private static final int MOST = 4;

  private final Map<String, Map<Integer, List<String>>> runs = new LinkedHashMap<>();

  synchronized void saw(ReconcilePage page) {
    runs.computeIfAbsent(page.run, any -> new LinkedHashMap<>()).put(page.page, page.serials());
    Iterator<String> oldest = runs.keySet().iterator();
    while (runs.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
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
