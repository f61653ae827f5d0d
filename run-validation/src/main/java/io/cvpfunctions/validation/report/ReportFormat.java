package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.ValidationReport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The forms in which a report can be had. */
public enum ReportFormat {
  JSON("application/json", report -> report.toJson().toPrettyString() + "\n"),
  TEXT("text/plain", TextReport::write),
  MD("text/markdown", MarkdownReport::write);

  private final String mediaType;
  private final Function<ValidationReport, String> writer;

  ReportFormat(String mediaType, Function<ValidationReport, String> writer) {
    this.mediaType = mediaType;
    this.writer = writer;
  }

  /** The format of that name. */
  public static Optional<ReportFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /**
   * The format that an {@code Accept} header asks for first. What takes anything gets JSON, and so
   * does whoever asks for something with no format of ours in it.
   */
  public static Optional<ReportFormat> accepted(String accept) {
    for (String range : accept.split(",", -1)) {
      String type = range.replaceFirst(";.*", "").trim().toLowerCase(Locale.ROOT);
      if (type.equals("*/*") || type.equals("application/*")) return Optional.of(JSON);
      for (ReportFormat format : values())
        if (format.mediaType.equals(type)) return Optional.of(format);
    }
    return Optional.empty();
  }

  /** The names of all formats. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ReportFormat::word).collect(Collectors.toList());
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String contentType() {
    return this == JSON ? mediaType : mediaType + "; charset=utf-8";
  }

  public String write(ValidationReport report) {
    return writer.apply(report);
  }
}
