package io.cvpfunctions.runtime;

import java.util.List;

/** Why the process cannot start, in words for whoever deploys it: every reason found, at once. */
final class StartException extends Exception {
  private final List<String> problems;

  StartException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  StartException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  List<String> problems() {
    return problems;
  }
}
