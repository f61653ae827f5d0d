package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a report as CSV (RFC 4180), with the columns of ANTA's own. */
final class CsvReport {
  private static final String HEADING =
      "Device,Test Name,Test Status,Message(s),Test description,Test category\r\n";
  private static final Set<String> ACRONYMS =
      Set.of(
          "aaa", "avt", "bfd", "bgp", "cvx", "isis", "lanz", "mlag", "ospf", "ptp", "snmp", "stp",
          "stun", "vlan", "vxlan");

  private CsvReport() {}

  static String write(ValidationReport report) {
    return HEADING + rows(report);
  }

  /** One heading for all. */
  static void write(List<ValidationReport> reports, Appendable out) throws IOException {
    out.append(HEADING);
    for (ValidationReport report : reports) out.append(rows(report));
  }

  private static String rows(ValidationReport report) {
    StringBuilder text = new StringBuilder();
    report
        .reason()
        .ifPresent(reason -> row(text, report.device().name(), "connect", "error", reason, "", ""));
    for (TestResult result : report.results()) {
      row(
          text,
          result.name(),
          result.test(),
          result.result().word(),
          String.join(" - ", result.messages()),
          result.description().orElse(""),
          result.categories().stream().map(CsvReport::title).collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  private static String title(String category) {
    return Arrays.stream(category.split(" ", -1))
        .map(word -> ACRONYMS.contains(word) ? word.toUpperCase(Locale.ROOT) : capital(word))
        .collect(Collectors.joining(" "));
  }

  private static String capital(String word) {
    if (word.isEmpty()) return word;
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static void row(StringBuilder text, String... cells) {
    List<String> quoted = Arrays.stream(cells).map(CsvReport::cell).collect(Collectors.toList());
    text.append(String.join(",", quoted)).append("\r\n");
  }

  /** A spreadsheet would take what starts like a formula for one, whoever wrote it. */
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + text : text;
    boolean plain = safe.matches("[^\",\\r\\n]*");
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
