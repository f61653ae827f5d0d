package io.cvpfunctions.lab.ledger;

import io.cvpfunctions.lab.ledger.book.Finding;
import io.cvpfunctions.lab.ledger.book.Ledger;
import io.cvpfunctions.lab.ledger.schedule.Profile;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a run, for people. */
record Report(
    long seed,
    Profile profile,
    Ledger.Figures figures,
    List<Finding> findings,
    Journal journal,
    String log,
    int unbidden,
    List<String> unmet,
    Phases phases,
    Verdict verdict) {
  private static final int SHOWN = 10;
  private static final int LOG_LINES = 60;

  boolean good() {
    return verdict == Verdict.KEPT;
  }

  /** One line of figures. */
  String summary() {
    return "%s seed %d: %s; %d steps, ended unbidden %d times%s; %s: %s"
        .formatted(
            profile,
            seed,
            figures,
            journal.size(),
            unbidden,
            unmet.isEmpty() ? "" : ", never met: " + String.join(", ", unmet),
            phases,
            verdict == Verdict.BROKEN ? findings.size() + " FINDINGS" : verdict);
  }

  /** All there is to say of a run that went wrong. */
  String details() {
    String found =
        findings.stream().limit(SHOWN).map(this::detail).collect(Collectors.joining("\n"));
    List<String> lines = log.lines().toList();
    String tail =
        String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    return summary() + "\n" + found + "\nThe end of the watcher's log:\n" + tail;
  }

  private String detail(Finding finding) {
    return finding
        + "\n around "
        + finding.at()
        + ":\n"
        + String.join("\n", journal.around(finding.at()));
  }
}
