package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import java.io.IOException;
import java.util.List;

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

  /** What all came to, a table of the devices, then one after the other. */
  static void write(List<ValidationReport> reports, Appendable out) throws IOException {
    Summary summary = Summary.of(reports);
    out.append("# ").append(summary.verdict().word()).append("\n\n").append(summary.toString());
    out.append("\n\n| device | verdict | success | failure | error | skipped |\n");
    out.append("| --- | --- | --- | --- | --- | --- |\n");
    for (ValidationReport report : reports) {
      out.append("| ").append(cell(report.device().name()));
      out.append(" | ").append(report.verdict().word()).append(" |");
      for (Integer count : report.counts().values()) out.append(" " + count + " |");
      out.append('\n');
    }
    for (ValidationReport report : reports) out.append("\n#").append(write(report));
  }

  /** What a switch prints must not become markup, nor end the cell. */
  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1")
        .replaceAll("\\R", "<br>");
  }
}
