package io.cvpfunctions.slack.message;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.util.List;
import java.util.Map;

/** How verdicts are put to people. */
final class Verdicts {
  /** From the worst to the best. */
  static final List<Verdict> WORST_FIRST =
      List.of(Verdict.FAILURE, Verdict.ERROR, Verdict.SKIPPED, Verdict.SUCCESS);

  private Verdicts() {}

  static String sign(Verdict verdict) {
    switch (verdict) {
      case SUCCESS:
        return "✅";
      case FAILURE:
        return "❌";
      case ERROR:
        return "⚠️";
      default:
        return "🟡";
    }
  }

  static String color(Verdict verdict) {
    switch (verdict) {
      case SUCCESS:
        return Severity.GREEN;
      case FAILURE:
        return Severity.RED;
      case ERROR:
        return Severity.ORANGE;
      default:
        return Severity.AMBER;
    }
  }

  /** How it ended, as what became of the device. */
  static String ending(ValidationReport report) {
    switch (report.verdict()) {
      case SUCCESS:
        return "passed validation";
      case FAILURE:
        return "failed validation";
      case ERROR:
        return judgedSome(report) ? "was not validated in full" : "could not be validated";
      default:
        return "had nothing to validate";
    }
  }

  private static boolean judgedSome(ValidationReport report) {
    return report.counts().get(Verdict.SUCCESS) > 0;
  }

  /** All four counts, so that none has to be guessed. */
  static String counts(Map<Verdict, Integer> counts) {
    StringBuilder text = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      text.append(text.length() == 0 ? "" : ", ");
      text.append(counts.getOrDefault(verdict, 0)).append(' ').append(verdict.word());
    }
    return text.toString();
  }
}
