package io.cvpfunctions.validation.cli;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.validation.report.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One report that is asked for: its format, and its file; without one it is printed. Immutable. */
final class ReportTarget {
  private final ReportFormat format;
  private final Optional<Path> file;

  private ReportTarget(ReportFormat format, Optional<Path> file) {
    this.format = format;
    this.file = file;
  }

  /**
   * Reads {@code junit=out.xml}, or {@code text} alone.
   *
   * @throws IllegalArgumentException where that is no report, or could not be written later
   */
  static ReportTarget parse(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    String name = equals < 0 ? "-" : text.substring(equals + 1);
    ReportFormat format =
        ReportFormat.named(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no report as "
                            + word
                            + ", but as "
                            + String.join(", ", ReportFormat.words())));
    if (name.isEmpty()) throw new IllegalArgumentException("no file behind " + text);
    Optional<Path> file = Optional.of(name).filter(n -> !n.equals("-")).map(Path::of);
    file.ifPresent(ReportTarget::checkWritable);
    return new ReportTarget(format, file);
  }

  /** Found before anything is asked of a switch. */
  private static void checkWritable(Path file) {
    if (Files.isDirectory(file)) throw new IllegalArgumentException(file + " is a folder");
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(folder) && Files.isWritable(folder)) return;
    throw new IllegalArgumentException("the report cannot be written into " + folder);
  }

  void write(List<ValidationReport> reports, PrintWriter out) throws IOException {
    if (file.isEmpty()) {
      format.write(reports, out);
      out.flush();
      return;
    }
    try (Writer writer = Files.newBufferedWriter(file.get())) {
      format.write(reports, writer);
    }
  }

  @Override
  public String toString() {
    return format.word() + file.map(path -> "=" + path).orElse("");
  }
}
