package io.cvpfunctions.lab.cloudvision.resources;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Which of the coming calls go wrong, and how. Thread-safe. */
final class CallFaults {
  private static final class Rule {
    final String method;
    final CallFault fault;
    int times;
    boolean hit;

    Rule(String method, CallFault fault, int times) {
      this.method = method;
      this.fault = fault;
      this.times = times;
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  synchronized void add(String method, CallFault fault, int times) {
    rules.add(new Rule(method, fault, times));
  }

  /** Whether an order of this very fault has hit nobody yet. */
  synchronized boolean unhit(CallFault fault) {
    return rules.stream().anyMatch(each -> each.fault == fault && !each.hit);
  }

  synchronized void clear() {
    rules.clear();
  }

  /** The oldest rule that holds for this method; its use counts. */
  synchronized CallFault next(String method) {
    for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
      Rule rule = each.next();
      if (!method.contains(rule.method)) continue;
      rule.hit = true;
      if (--rule.times == 0) each.remove();
      return rule.fault;
    }
    return CallFault.NONE;
  }
}
