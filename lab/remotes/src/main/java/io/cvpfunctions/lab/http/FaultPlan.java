package io.cvpfunctions.lab.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Which of the coming requests go wrong, and how. Thread-safe. */
final class FaultPlan {
  private static final class Rule {
    final String path;
    final Fault fault;
    int times;
    boolean hit;

    Rule(String path, Fault fault, int times) {
      this.path = path;
      this.fault = fault;
      this.times = times;
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  synchronized void add(String path, Fault fault, int times) {
    rules.add(new Rule(path, fault, times));
  }

  /** Whether an order of this very fault has hit nobody yet. */
  synchronized boolean unhit(Fault fault) {
    return rules.stream().anyMatch(each -> each.fault == fault && !each.hit);
  }

  synchronized void clear() {
    rules.clear();
  }

  /** The oldest rule that holds for this path; its use counts. */
  synchronized Fault next(String path) {
    for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
      Rule rule = each.next();
      if (path.contains(rule.path)) {
        rule.hit = true;
        rule.times--;
        if (rule.times == 0) {
          each.remove();
        }
        return rule.fault;
      }
    }
    return Fault.NONE;
  }
}
