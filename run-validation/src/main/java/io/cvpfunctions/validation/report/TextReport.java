package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes a report for a terminal: the worst first, each reason on a line of its own. */
final class TextReport {
  private TextReport() {}

  static String write(ValidationReport report) {
    StringBuilder text = new StringBuilder(headline(report)).append('\n');
    report.reason().ifPresent(reason -> text.append("  ").append(reason).append('\n'));
    WorstFirst.results(report).forEach(result -> append(text, result));
    return text.append(tail(report)).append('\n').toString();
  }

  /** One device after the other, and what they come to at the end, where it is seen. */
  static void write(List<ValidationReport> reports, Appendable out) throws IOException {
    for (ValidationReport report : reports) out.append(write(report)).append('\n');
    out.append(Summary.of(reports).toString()).append('\n');
  }

  private static String headline(ValidationReport report) {
    ValidatedDevice device = report.device();
    StringBuilder line = new StringBuilder(device.name()).append(": ");
    line.append(report.verdict().word().toUpperCase(Locale.ROOT));
    device.modelName().ifPresent(model -> line.append("  ").append(model));
    device.softwareVersion().ifPresent(version -> line.append(", EOS ").append(version));
    device.serialNumber().ifPresent(serial -> line.append(", ").append(serial));
    return line.toString();
  }

  private static void append(StringBuilder text, TestResult result) {
    text.append(String.format("  %-8s %s%n", result.result().word(), result.test()));
    for (String message : result.messages()) {
      message.lines().forEach(line -> text.append("             ").append(line).append('\n'));
    }
  }

  private static String tail(ValidationReport report) {
    StringBuilder line = new StringBuilder();
    Summary summary = Summary.of(List.of(report));
    for (Verdict verdict : WorstFirst.VERDICTS) {
      line.append(summary.cases(verdict)).append(' ').append(verdict.word()).append(", ");
    }
    report.catalog().ifPresent(catalog -> line.append("catalog ").append(catalog).append(", "));
    return line.append(report.duration().toMillis()).append(" ms").toString();
  }
}
