package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares one page with the CMDB and, where that is wanted, makes it so. Used once. */
final class Reconciliation {
  private static final int AT_ONCE = 100;
  private static final Duration FOR_THE_REST = Duration.ofSeconds(3);

  private final Cmdb cmdb;
  private final ReconcilePage page;
  private final ReconcileRuns runs;
  private final Budget budget;
  private final String call;
  private final Instant now;
  private final Map<Action, Integer> counts = new EnumMap<>(Action.class);
  private final ArrayNode differs = JsonNodeFactory.instance.arrayNode();
  private final ObjectNode removals = JsonNodeFactory.instance.objectNode();
  private int refused;

  Reconciliation(
      Cmdb cmdb, ReconcilePage page, ReconcileRuns runs, Budget budget, String call, Instant now) {
    this.cmdb = cmdb;
    this.page = page;
    this.runs = runs;
    this.budget = budget;
    this.call = call;
    this.now = now;
  }

  /** Ends in time with what is done; the same page sent again goes on from there. */
  ObjectNode run() {
    List<Observation> all = page.observations(call, now);
    int done = 0;
    while (done < all.size() && hasTime()) {
      List<Observation> some = all.subList(done, Math.min(all.size(), done + AT_ONCE));
      int finished = reconcile(some);
      done += finished;
      if (finished < some.size()) break;
    }
    int remaining = all.size() - done;
    if (remaining == 0) {
      runs.saw(page, now);
      if (page.complete) removals();
    }
    return answer(all.size(), remaining);
  }

  private boolean hasTime() {
    return budget.left().compareTo(FOR_THE_REST) > 0;
  }

  private ObjectNode answer(int devices, int remaining) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("system", cmdb.system());
    if (!page.run.isEmpty()) answer.put("run", page.run);
    answer.put("page", page.page).put("pages", page.pages).put("apply", page.apply);
    answer.put("devices", devices).put("remaining", remaining);
    for (Action action : Action.values()) answer.put(action.word(), counts.getOrDefault(action, 0));
    answer.put("refused", refused);
    if (remaining > 0) answer.put("note", "time was up: send the same page again, it goes on");
    return answer.<ObjectNode>setAll(removals).set("differs", differs);
  }

  /** How many of them were looked at, and done. */
  private int reconcile(List<Observation> some) {
    List<Attempt> previews = cmdb.previewAll(some, budget);
    List<Observation> open = new ArrayList<>();
    for (int i = 0; i < previews.size(); i++) {
      if (page.apply && isOpen(some.get(i), previews.get(i))) open.add(some.get(i));
      else tell(some.get(i), previews.get(i));
    }
    return some.size() - undone(open);
  }

  /** What this run began and did not finish may be in the record, but not in its history. */
  private boolean isOpen(Observation seen, Attempt preview) {
    return preview
        .recorded()
        .filter(would -> would.action() != Action.UNCHANGED || runs.isUnfinished(page, seen))
        .isPresent();
  }

  /** Does them; how many there was no time for. */
  private int undone(List<Observation> open) {
    if (open.isEmpty()) return 0;
    runs.begin(page, open);
    List<Attempt> attempts = attempts(open);
    for (int i = 0; i < open.size(); i++) {
      tell(open.get(i), attempts.get(i));
      if (attempts.get(i).recorded().isPresent()) runs.finished(page, open.get(i));
    }
    return (int) attempts.stream().filter(attempt -> !attempt.begun()).count();
  }

  /** All at once where the CMDB can. */
  private List<Attempt> attempts(List<Observation> open) {
    try {
      Optional<List<Recorded>> together = cmdb.recordTogether(open, budget);
      if (together.isPresent()) {
        return together.get().stream().map(Attempt::recorded).collect(Collectors.toList());
      }
    } catch (CallFailedException failure) {
      if (failure.kind() != Kind.REJECTED) throw failure;
    }
    return cmdb.recordEach(open, this::hasTime, budget);
  }

  private void tell(Observation seen, Attempt attempt) {
    attempt.recorded().ifPresent(recorded -> tell(seen, recorded));
    attempt.refusal().ifPresent(refusal -> refused(seen, refusal));
  }

  private void refused(Observation seen, CallFailedException refusal) {
    refused++;
    entry(seen).put("action", "refused").put("error", refusal.getMessage());
  }

  private void tell(Observation seen, Recorded recorded) {
    counts.merge(recorded.action(), 1, Integer::sum);
    boolean silent = recorded.drift().isEmpty() && recorded.waiting().isEmpty();
    if (recorded.action() == Action.UNCHANGED && silent) return;
    ObjectNode entry = entry(seen).put("action", recorded.action().word());
    recorded.url().ifPresent(url -> entry.put("url", url));
    recorded.tell(entry);
    if (recorded.action() != Action.UNCHANGED) recorded.tellChanges(entry);
  }

  private ObjectNode entry(Observation seen) {
    ObjectNode entry = differs.addObject().put("serialNumber", seen.serial());
    seen.device().hostname().ifPresent(name -> entry.put("hostname", name));
    return entry;
  }

  private void removals() {
    Optional<String> whyNot = runs.whyNotJudged(page);
    if (whyNot.isPresent()) {
      removals.put("removals", "not judged: " + whyNot.get());
      return;
    }
    Absence absence = new Absence(cmdb, page, runs, budget);
    Optional<String> held = absence.whyHeldBack();
    if (held.isPresent()) removals.put("removals", held.get());
    else remove(absence);
  }

  private void remove(Absence absence) {
    List<Observation> gone = new ArrayList<>();
    for (CmdbRecord record : absence.gone()) {
      gone.add(page.gone(record, call, runs.madeAt(page)));
    }
    absence.tell(removals);
    gone.addAll(runs.unfinishedRemovals(page, gone));
    ArrayNode removed = removals.putArray("removed");
    gone.forEach(each -> removed.add(each.serial()));
    if (page.apply) apply(gone);
    else runs.forget(page);
  }

  private void apply(List<Observation> gone) {
    int refusedBefore = refused;
    int left = undone(gone);
    if (left > 0) removals.put("removals", left + " are left: send the last page again");
    else if (refused == refusedBefore) runs.forget(page);
  }
}
