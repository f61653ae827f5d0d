package io.cvpfunctions.lab.month.truth;

import java.util.Set;
import java.util.TreeSet;

/**
 * How a switch is: whether it answers, whether its protocols still come up after a start, and what
 * is really wrong with it.
 */
public record Health(boolean up, boolean converging, Set<String> faults) {
  public static final Health GOOD = new Health(true, false, Set.of());

  public Health {
    faults = Set.copyOf(faults);
  }

  /** It starts, and does not answer meanwhile. */
  public Health down() {
    return new Health(false, false, faults);
  }

  /** It answers, and not all is well yet. */
  public Health starting() {
    return new Health(true, true, faults);
  }

  /** What comes up after a start has come up. */
  public Health converged() {
    return new Health(true, false, faults);
  }

  /** One thing more is wrong. */
  public Health with(String fault) {
    Set<String> more = new TreeSet<>(faults);
    more.add(fault);
    return new Health(up, converging, more);
  }

  /** Whatever was wrong was mended. */
  public Health mended() {
    return new Health(up, converging, Set.of());
  }

  /** Whether a person would call it ill, and not only on its way. */
  public boolean ill() {
    return !faults.isEmpty();
  }

  /** Whether there is nothing that a test could find. */
  public boolean good() {
    return up && !converging && !ill();
  }
}
