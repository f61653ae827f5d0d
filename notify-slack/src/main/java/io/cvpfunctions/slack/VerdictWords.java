package io.cvpfunctions.slack;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.util.Map;

/** How verdicts are put to people. */
final class VerdictWords {
  private VerdictWords() {}

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

  static String headline(ValidationReport report) {
    String device = ForeignText.inHeadline(report.device().name());
    return sign(report.verdict()) + " " + device + " " + ending(report.verdict());
  }

  /** All four counts, so that none has to be guessed. */
  static Mrkdwn counts(Map<Verdict, Integer> counts) {
    Mrkdwn text = Mrkdwn.empty();
    String separator = "";
    for (Verdict verdict : Verdict.values()) {
      text.say(separator + counts.getOrDefault(verdict, 0) + " " + verdict.word());
      separator = ", ";
    }
    return text;
  }

  private static String ending(Verdict verdict) {
    switch (verdict) {
      case SUCCESS:
        return "passed validation";
      case FAILURE:
        return "failed validation";
      case ERROR:
        return "could not be validated";
      default:
        return "had nothing to validate";
    }
  }
}
