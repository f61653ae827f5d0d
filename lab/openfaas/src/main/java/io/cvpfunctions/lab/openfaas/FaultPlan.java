package io.cvpfunctions.lab.openfaas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The faults that were ordered, each kept until it has hit as often as it should. */
final class FaultPlan {
  private final Map<String, Deque<Fault>> waiting = new HashMap<>();

  synchronized void order(String target, Fault fault) {
    waiting.computeIfAbsent(target, any -> new ArrayDeque<>()).add(fault);
  }

  synchronized Optional<Fault> next(String target) {
    Deque<Fault> faults = waiting.get(target);
    if (faults == null || faults.isEmpty()) return Optional.empty();
    Fault fault = faults.removeFirst();
    Fault rest = fault.afterOneCall();
    if (rest.times() > 0) faults.addFirst(rest);
    return Optional.of(fault);
  }

  /** How many orders of this very fault have hit nobody yet. */
  synchronized long unhit(Fault fault) {
    return waiting.values().stream().flatMap(Deque::stream).filter(each -> each == fault).count();
  }

  synchronized void clear() {
    waiting.clear();
  }
}
