package io.cvpfunctions.validation.cli;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.PrintWriter;

/** One line of a terminal that says how far a run is. Thread-safe. */
final class Progress {
  private final PrintWriter terminal;
  private final boolean on;
  private final int all;
  private int done;
  private int bad;

  /** Prints nothing where it is not on. */
  Progress(PrintWriter terminal, boolean on, int all) {
    this.terminal = terminal;
    this.on = on;
    this.all = all;
  }

  synchronized void done(ValidationReport report) {
    done++;
    Verdict verdict = report.verdict();
    if (verdict == Verdict.FAILURE || verdict == Verdict.ERROR) bad++;
    if (on) terminal.print("\r" + done + " of " + all + " devices, " + bad + " not as they should");
    terminal.flush();
  }

  synchronized void end() {
    if (on && done > 0) terminal.println();
  }
}
