package io.cvpfunctions.devicemove;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers which devices the pages of a run had, since only all of them together say who is gone,
 * and what was begun for them and not finished. Thread-safe. What one replica has seen another one
 * has not, nor has the one that takes its place: then nobody is called gone.
 */
final class ReconcileRuns {
  private static final int MOST = 4;

  private final Map<String, Run> runs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
          return size() > MOST;
        }
      };

  synchronized void saw(ReconcilePage page, Instant now) {
    of(page).saw(page, now);
  }

  private Run of(ReconcilePage page) {
    return runs.computeIfAbsent(page.list(), any -> new Run());
  }

  /** The run is over: whoever uses its name again begins anew. */
  synchronized void forget(ReconcilePage page) {
    runs.remove(page.list());
  }

  /** These are about to be written. */
  synchronized void begin(ReconcilePage page, List<Observation> open) {
    open.forEach(each -> of(page).unfinished.put(key(each), each));
  }

  /** This one is in its record and in the history. */
  synchronized void finished(ReconcilePage page, Observation done) {
    of(page).unfinished.remove(key(done));
  }

  synchronized boolean isUnfinished(ReconcilePage page, Observation seen) {
    return of(page).unfinished.containsKey(key(seen));
  }

  /** Of devices that the run calls gone, without those that are open. */
  synchronized List<Observation> unfinishedRemovals(ReconcilePage last, List<Observation> open) {
    Map<String, Observation> left = new LinkedHashMap<>(of(last).unfinished);
    open.forEach(each -> left.remove(key(each)));
    left.values().removeIf(each -> each.kind() != Observation.Kind.REMOVED);
    return List.copyOf(left.values());
  }

  private static String key(Observation seen) {
    return seen.kind() + " " + ReconcilePage.folded(seen.serial());
  }

  /** Why nobody can be called gone; empty where this process has seen the whole run. */
  synchronized Optional<String> whyNotJudged(ReconcilePage last) {
    if (last.lacksRun()) {
      return Optional.of("several pages need a \"run\", the same text on each of them");
    }
    if (!last.numbered) {
      return Optional.of("say \"page\" and \"pages\", so that none of them can be missed");
    }
    Set<Integer> missing = of(last).missing();
    if (missing.isEmpty()) return Optional.empty();
    return Optional.of(
        "pages "
            + missing
            + " of this run have not been sent, or went to another replica, or to this one before"
            + " it was started anew or had ended the run: send all of them again");
  }

  /** All devices of the run. */
  synchronized Set<String> devices(ReconcilePage last) {
    Set<String> all = new HashSet<>();
    of(last).pages.values().forEach(all::addAll);
    return all;
  }

  /** When the list was made, as far as the run's pages tell. */
  synchronized Instant madeAt(ReconcilePage last) {
    return of(last).madeAt;
  }

  /** One list, page by page. */
  private static final class Run {
    private final Map<Integer, Set<String>> pages = new TreeMap<>();
    private final Map<String, Observation> unfinished = new LinkedHashMap<>();
    private int count;
    private Instant madeAt = Instant.MIN;

    /**
     * What is sent as one page of a run twice is of both: rather one too many that are there. A
     * list without a run is always a new one.
     */
    void saw(ReconcilePage page, Instant now) {
      if (page.run.isEmpty()) pages.clear();
      pages.computeIfAbsent(page.page, any -> new HashSet<>()).addAll(page.serials());
      count = Math.max(count, page.pages);
      Instant made = page.madeAt(now);
      if (made.isAfter(madeAt)) madeAt = made;
    }

    Set<Integer> missing() {
      Set<Integer> missing = new TreeSet<>();
      for (int page = 1; page <= count; page++) missing.add(page);
      missing.removeAll(pages.keySet());
      return missing;
    }
  }
}
