package io.cvpfunctions.validation.inputs;

import io.cvpfunctions.validation.source.Source;
import java.util.List;

/**
 * Where in a catalog the reader is, so that every problem says its line and path. Immutable but for
 * the list of problems, which all readings of one catalog share.
 */
public final class Reading {
  private final String path;
  private final List<String> problems;

  private Reading(String path, List<String> problems) {
    this.path = path;
    this.problems = problems;
  }

  /** A reading that starts at that path and adds to these problems. */
  public static Reading at(String path, List<String> problems) {
    return new Reading(path, problems);
  }

  /** The reading of a key below this one. */
  public Reading key(String name) {
    return new Reading(path.isEmpty() ? name : path + "." + name, problems);
  }

  /** The reading of an element below this one. */
  public Reading element(int index) {
    return new Reading(path + "[" + index + "]", problems);
  }

  /** Notes that the value is not as it should be. */
  public void problem(Source where, String what) {
    String line = where.line() > 0 ? "line " + where.line() + ": " : "";
    problems.add(line + path + ": " + what);
  }

  /** Takes over a problem that was noted while something was tried out. */
  void pass(String problem) {
    problems.add(problem);
  }

  /** The same place with a list of problems of its own, to try something out. */
  Reading trying(List<String> own) {
    return new Reading(path, own);
  }

  @Override
  public String toString() {
    return path;
  }
}
