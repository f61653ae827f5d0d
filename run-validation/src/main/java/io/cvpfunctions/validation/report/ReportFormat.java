package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.validation.source.JsonTrees;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which a report can be had. */
public enum ReportFormat {
  JSON("application/json"),
  TEXT("text/plain"),
  HTML("text/html"),
  MD("text/markdown"),
  CSV("text/csv"),
  JUNIT("application/xml");

  private final String mediaType;

  ReportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The format of that name. */
  public static Optional<ReportFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /**
   * The format that an {@code Accept} header asks for first; what takes anything gets JSON. Empty
   * where none of ours is in it.
   */
  public static Optional<ReportFormat> accepted(String accept) {
    for (String range : accept.split(",", -1)) {
      String type = range.replaceFirst(";.*", "").trim().toLowerCase(Locale.ROOT);
      if (type.equals("*/*") || type.equals("application/*")) return Optional.of(JSON);
      if (type.equals("text/*")) return Optional.of(TEXT);
      if (type.equals("text/xml")) return Optional.of(JUNIT);
      for (ReportFormat format : values()) {
        if (format.mediaType.equals(type)) return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The names of all formats. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ReportFormat::word).collect(Collectors.toList());
  }

  /** The name by which it is asked for. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String contentType() {
    return this == JSON ? mediaType : mediaType + "; charset=utf-8";
  }

  /** One document about many devices, in the order given. */
  public void write(List<ValidationReport> reports, Appendable out) throws IOException {
    switch (this) {
      case TEXT:
        TextReport.write(reports, out);
        break;
      case HTML:
        HtmlReport.write(reports, out);
        break;
      case MD:
        MarkdownReport.write(reports, out);
        break;
      case CSV:
        CsvReport.write(reports, out);
        break;
      case JUNIT:
        out.append(JunitReport.write(reports));
        break;
      default:
        json(reports, out);
    }
  }

  private static void json(List<ValidationReport> reports, Appendable out) throws IOException {
    String before = "[\n";
    for (ValidationReport report : reports) {
      out.append(before).append(JsonTrees.pretty(report.toJson()));
      before = ",\n";
    }
    out.append(reports.isEmpty() ? "[]\n" : "\n]\n");
  }

  public String write(ValidationReport report) {
    switch (this) {
      case TEXT:
        return TextReport.write(report);
      case HTML:
        return HtmlReport.write(report);
      case MD:
        return MarkdownReport.write(report);
      case CSV:
        return CsvReport.write(report);
      case JUNIT:
        return JunitReport.write(List.of(report));
      default:
        return JsonTrees.pretty(report.toJson()) + "\n";
    }
  }
}
