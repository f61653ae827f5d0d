package io.cvpfunctions.lab.month.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, and how much was looked at to find no more. */
public final class Judgement {
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void found(Promise promise, String what) {
    findings.add(new Finding(promise, what));
  }

  /** Breaks no promise, and yet a person wants to know. */
  void note(String what) {
    notes.add(what);
  }

  void count(String what, int more) {
    counts.merge(what, more, Integer::sum);
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What is no finding, and worth a line. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** How many of them are about that. */
  public long of(Promise promise) {
    return findings.stream().filter(each -> each.promise() == promise).count();
  }

  /** By what was counted; what was never met is not there. */
  public Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** In the order in which they were counted. */
  public List<String> lines() {
    return counts.entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).toList();
  }
}
