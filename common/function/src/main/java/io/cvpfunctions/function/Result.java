package io.cvpfunctions.function;

import java.util.Optional;

/** What became of one event of a batch: an outcome, or a problem. */
public final class Result {
  private final Outcome outcome;
  private final Problem problem;

  private Result(Outcome outcome, Problem problem) {
    this.outcome = outcome;
    this.problem = problem;
  }

  /** It was done, or skipped. */
  public static Result of(Outcome outcome) {
    return new Result(outcome, null);
  }

  /** It was not. */
  public static Result failed(Problem problem) {
    return new Result(null, problem);
  }

  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }
}
