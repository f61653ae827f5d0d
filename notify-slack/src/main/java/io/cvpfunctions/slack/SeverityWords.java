package io.cvpfunctions.slack;

/** How severities are put to people. */
final class SeverityWords {
  private SeverityWords() {}

  /** A resolved event is good news, however bad it was. */
  static String sign(String severity, String state) {
    if (state.equals("resolved")) return "✅";
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
}
