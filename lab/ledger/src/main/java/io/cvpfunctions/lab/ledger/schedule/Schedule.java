package io.cvpfunctions.lab.ledger.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Makes a schedule of a seed: the same one each time. */
public final class Schedule {
  private static final int LONGEST_TROUBLE = 8000;

  private Schedule() {}

  /**
   * What happens in a run of that kind and length; whatever begins in it also ends in it. Troubles
   * are dealt like cards, so that none is left out for long.
   */
  public static List<Step> of(long seed, Profile profile, Duration length) {
    Plan plan = new Plan(seed);
    Fleet fleet = new Fleet(profile.devices(), profile.leaving(seed));
    Conditions conditions = new Conditions(profile.devices());
    Deque<Trouble> deck = new ArrayDeque<>();
    while (plan.time() < length.toMillis()) {
      fleet.change(plan);
      if (plan.random().nextInt(4) == 0) conditions.change(plan);
      if (deck.isEmpty()) deck.addAll(plan.shuffled(profile.troubles(seed)));
      if (plan.random().nextInt(5) == 0) deck.removeFirst().order(plan);
      plan.pass(plan.between(20, 150));
    }
    plan.pass(LONGEST_TROUBLE);
    return plan.steps();
  }
}
