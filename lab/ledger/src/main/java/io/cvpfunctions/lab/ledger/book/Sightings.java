package io.cvpfunctions.lab.ledger.book;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stays of devices the watcher cannot have missed.
 *
 * <p>One that looks in a row show is such a stay: the second of them was asked for when the first
 * had been read; one that was asked for later than that by the debounce shows a difference that has
 * lasted; and the next tells that this one was dealt with. All by one client, while nobody killed
 * it or kept it from its state. No speed is assumed of anybody.
 */
final class Sightings {
  private final List<Look> looks;
  private final Map<String, Instant> firsts = new HashMap<>();
  private final List<Interruption> interruptions;
  private final Duration debounce;

  Sightings(Ledger ledger) {
    this.looks = ledger.looks();
    this.interruptions = ledger.interruptions();
    this.debounce = ledger.debounce();
    for (Look each : looks) firsts.putIfAbsent(each.client(), each.asked());
  }

  boolean certain(String serial, Stay stay) {
    List<Look> run = new ArrayList<>();
    for (int i = 0; i + 1 < looks.size(); i++) {
      Look look = looks.get(i);
      boolean shown = stay.spans(look) && look.shows(serial, stay.place()) && !deposed(look);
      if (!shown || !follows(run, look)) run.clear();
      if (!shown) continue;
      run.add(look);
      if (lasted(run) && follows(run, looks.get(i + 1))) return true;
    }
    return false;
  }

  /** By the same client, which nobody disturbed in between. */
  private boolean follows(List<Look> run, Look next) {
    if (run.isEmpty()) return true;
    Look last = run.get(run.size() - 1);
    return last.client().equals(next.client()) && undisturbed(last.asked(), next.asked());
  }

  /** Whoever has lost the lead may look on for a while. */
  private boolean deposed(Look look) {
    Instant first = firsts.getOrDefault(look.client(), look.asked());
    return interruptions.stream().anyMatch(each -> each.tookLead(first, look.asked()));
  }

  private boolean undisturbed(Instant from, Instant until) {
    return interruptions.stream().noneMatch(each -> each.during(from, until));
  }

  private boolean lasted(List<Look> run) {
    if (run.size() < 3) return false;
    Instant second = run.get(1).asked();
    Instant last = run.get(run.size() - 1).asked();
    return !last.isBefore(second.plus(debounce));
  }
}
