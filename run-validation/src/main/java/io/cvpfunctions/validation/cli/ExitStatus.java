package io.cvpfunctions.validation.cli;

import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.validation.report.Summary;

/** ANTA's exit codes; but a run that judged nothing, or missed a device, never ends in 0. */
final class ExitStatus {
  static final int WELL = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int ERROR = 3;
  static final int FAILURE = 4;

  private ExitStatus() {}

  static int of(Summary summary, boolean ignoreErrors) {
    if (summary.tests() == 0 || summary.missesADevice()) return ERROR;
    if (summary.tests(Verdict.ERROR) > 0 && !ignoreErrors) return ERROR;
    return summary.tests(Verdict.FAILURE) > 0 ? FAILURE : WELL;
  }
}
