package io.cvpfunctions.validation;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long to wait for a switch that reboots, and for BGP and MLAG to settle, before a look at it
 * is the last one and gets published. Immutable.
 */
final class Patience {
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final Duration connect;
  private final Duration verdict;
  private final Clock clock;

  private Patience(Duration connect, Duration verdict, Clock clock) {
    this.connect = connect;
    this.verdict = verdict;
    this.clock = clock;
  }

  static Patience from(Settings settings, Clock clock) {
    Duration connect = settings.duration("connect_patience", Duration.ofMinutes(15));
    Duration verdict = settings.duration("verdict_patience", Duration.ofMinutes(3));
    return new Patience(connect, verdict, clock);
  }

  /**
   * Lets the look pass where it is the last one; only a caller who says when it first tried looks
   * again.
   *
   * @throws ProblemException 503 where another look should follow
   */
  void last(Look look, Optional<Instant> firstAttempt) {
    if (firstAttempt.isEmpty() || isWell(look)) return;
    Duration patience = look.reached() ? verdict : connect;
    Instant end = firstAttempt.get().plus(patience);
    if (!clock.instant().isBefore(end)) return;
    ValidationReport report = look.report();
    String why = report.reason().orElseGet(() -> "not all is well yet: " + report.counts());
    String until = "; it is looked at again until " + end;
    throw new ProblemException(Problem.later(503, named(report, why) + until, BETWEEN_LOOKS));
  }

  /** What a call failed of begins with the name already. */
  private static String named(ValidationReport report, String why) {
    String name = report.device() + ": ";
    return why.startsWith(name) ? why : name + why;
  }

  /** What only an operator can mend does not get better by looking again. */
  private static boolean isWell(Look look) {
    boolean forOperator = look.reached() && look.report().reason().isPresent();
    Verdict verdict = look.report().verdict();
    return forOperator || verdict == Verdict.SUCCESS || verdict == Verdict.SKIPPED;
  }
}
