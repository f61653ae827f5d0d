package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as Markdown, for tickets and merge requests. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String write(ValidationReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(cell(report.device().name())).append(": ");
    text.append(report.verdict().word()).append("\n\n");
    report.reason().ifPresent(reason -> text.append(cell(reason)).append("\n\n"));
    text.append("| failure | error | skipped | success |\n| --- | --- | --- | --- |\n|");
    text.append(counts(report)).append("\n\n");
    if (report.results().isEmpty()) return text.toString();
    text.append("| test | result | messages |\n| --- | --- | --- |\n");
    for (TestResult result : WorstFirst.results(report)) {
      text.append("| ").append(result.test()).append(" | ").append(result.result().word());
      text.append(" | ").append(cell(String.join("\n", result.messages()))).append(" |\n");
    }
    return text.toString();
  }

  /** What all came to, a table of the devices, then one after the other, the worst first. */
  static void write(List<ValidationReport> reports, Appendable out) throws IOException {
    Summary summary = Summary.of(reports);
    out.append("# ").append(summary.verdict().word()).append("\n\n").append(summary.toString());
    out.append("\n\n| device | verdict | failure | error | skipped | success |\n");
    out.append("| --- | --- | --- | --- | --- | --- |\n");
    List<ValidationReport> ordered = WorstFirst.devices(reports);
    for (ValidationReport report : ordered) {
      out.append("| ").append(cell(report.device().name()));
      out.append(" | ").append(report.verdict().word()).append(" |");
      out.append(counts(report)).append('\n');
    }
    for (ValidationReport report : ordered) out.append("\n#").append(write(report));
  }

  private static String counts(ValidationReport report) {
    Summary summary = Summary.of(List.of(report));
    return WorstFirst.VERDICTS.stream()
        .map(verdict -> " " + summary.cases(verdict) + " |")
        .collect(Collectors.joining());
  }

  /** What a switch prints must not become markup, nor end the cell. */
  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1")
        .replaceAll("\\R", "<br>");
  }
}
