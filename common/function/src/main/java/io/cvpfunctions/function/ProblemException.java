package io.cvpfunctions.function;

import java.util.List;

/** Ends the work with a problem as the answer. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  /** The work ends with that problem. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** The request is malformed: 400. */
  public static ProblemException malformed(String error) {
    return new ProblemException(Problem.of(400, "The request is malformed", List.of(error)));
  }

  public Problem problem() {
    return problem;
  }
}
