package io.cvpfunctions.validation.inputs;

import io.cvpfunctions.validation.source.Source;
import java.util.List;

/**
 * Where in a catalog the reader is, so that every problem says its line and path. Immutable but for
 * the list of problems, which all readings of one catalog share.
 */
public final class Reading {
  private final Reading above;
  private final String name;
  private final int index;
  private final List<String> problems;

  private Reading(Reading above, String name, int index, List<String> problems) {
    this.above = above;
    this.name = name;
    this.index = index;
    this.problems = problems;
  }

  /** A reading that starts at that path and adds to these problems. */
  public static Reading at(String path, List<String> problems) {
    return new Reading(null, path, 0, problems);
  }

  /** The reading of a key below this one. */
  public Reading key(String key) {
    return new Reading(this, key, 0, problems);
  }

  /** The reading of an element below this one. */
  public Reading element(int number) {
    return new Reading(this, null, number, problems);
  }

  /** Notes that the value is not as it should be. */
  public void problem(Source where, String what) {
    String line = where.line() > 0 ? "line " + where.line() + ": " : "";
    problems.add(line + this + ": " + what);
  }

  /** Takes over a problem that was noted while something was tried out. */
  void pass(String problem) {
    problems.add(problem);
  }

  /** The same place with a list of problems of its own, to try something out. */
  Reading trying(List<String> own) {
    return new Reading(above, name, index, own);
  }

  /** The path, which is put together only where there is something to say of it. */
  @Override
  public String toString() {
    if (above == null) return name;
    String before = above.toString();
    if (name == null) return before + "[" + index + "]";
    return before.isEmpty() ? name : before + "." + name;
  }
}
