package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;

/** Writes a report as Markdown, for tickets and merge requests. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String write(ValidationReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(cell(report.device().name())).append(": ");
    text.append(report.verdict().word()).append("\n\n");
    report.reason().ifPresent(reason -> text.append(cell(reason)).append("\n\n"));
    text.append("| success | failure | error | skipped |\n| --- | --- | --- | --- |\n|");
    report.counts().values().forEach(count -> text.append(' ').append(count).append(" |"));
    text.append("\n\n| test | result | messages |\n| --- | --- | --- |\n");
    for (TestResult result : report.results()) {
      text.append("| ").append(result.test()).append(" | ").append(result.result().word());
      text.append(" | ").append(cell(String.join("\n", result.messages()))).append(" |\n");
    }
    return text.toString();
  }

  /** What a switch prints must not become markup, nor end the cell. */
  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1")
        .replaceAll("\\R", "<br>");
  }
}
