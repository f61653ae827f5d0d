package io.cvpfunctions.slack.message;

import java.util.List;

/** How severities are ranked and put to people. */
public final class Severity {
  /** From the least to the worst. */
  public static final List<String> RANKS = List.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

  static final String GREEN = "#2EB67D";
  static final String RED = "#D00000";
  static final String ORANGE = "#E8590C";
  static final String AMBER = "#F2C744";
  private static final String BLUE = "#1D9BD1";
  private static final String GREY = "#9AA5B1";

  private Severity() {}

  /** Higher is worse; what is no severity is below all. */
  public static int rank(String severity) {
    return RANKS.indexOf(severity);
  }

  /** A resolved event is good news, however bad it was. */
  static String sign(String severity, boolean resolved) {
    if (resolved) return "✅";
    switch (severity) {
      case "CRITICAL":
        return "🔴";
      case "ERROR":
        return "🟠";
      case "WARNING":
        return "🟡";
      case "INFO":
        return "🔵";
      default:
        return "⚪";
    }
  }

  static String color(String severity, boolean resolved) {
    if (resolved) return GREEN;
    switch (severity) {
      case "CRITICAL":
        return RED;
      case "ERROR":
        return ORANGE;
      case "WARNING":
        return AMBER;
      case "INFO":
        return BLUE;
      default:
        return GREY;
    }
  }
}
