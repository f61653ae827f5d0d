package io.cvpfunctions.watcher.commands;

import java.io.PrintWriter;

/** Prints what a check found, and remembers the worst. */
final class Findings {
  private final PrintWriter out;
  private boolean failed;
  private boolean sees;

  Findings(PrintWriter out) {
    this.out = out;
  }

  void ok(String what) {
    line("ok", what);
  }

  /** A source is good for this. */
  void sees(String what) {
    sees = true;
    ok(what);
  }

  /** Whether any source is good for anything. */
  boolean seesAnything() {
    return sees;
  }

  /** It works, yet somebody should look at it. */
  void warning(String what, String todo) {
    line("warning", what);
    line("", todo);
  }

  /** It does not work; the last part says what to do. */
  void failure(String what, String todo) {
    failed = true;
    line("failure", what);
    line("", todo);
  }

  boolean failed() {
    return failed;
  }

  private void line(String kind, String what) {
    out.printf("%-8s %s%n", kind, what);
    out.flush();
  }
}
