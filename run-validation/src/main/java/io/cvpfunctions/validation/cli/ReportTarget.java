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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One report that is asked for: its format, and its file; without one it is printed. Immutable. */
final class ReportTarget {
  private final ReportFormat format;
  private final Optional<Path> file;

  private ReportTarget(ReportFormat format, Optional<Path> file) {
    this.format = format;
    this.file = file;
  }

  /** Reads {@code junit=out.xml}, or {@code text} alone. */
  static ReportTarget parse(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    String name = equals < 0 ? "-" : text.substring(equals + 1);
    ReportFormat format =
        ReportFormat.named(word)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "there is no report as " + word + ", but as " + ReportFormat.words()));
    if (name.isEmpty()) throw new TypeConversionException("no file behind " + text);
    return new ReportTarget(format, Optional.of(name).filter(n -> !n.equals("-")).map(Path::of));
  }

  /** Why it could not be written later; found before anything is asked of a switch. */
  Optional<String> problem() {
    Optional<Path> folder = file.map(path -> path.toAbsolutePath().getParent());
    if (file.filter(Files::isDirectory).isPresent())
      return Optional.of(file.get() + " is a folder");
    return folder
        .filter(path -> !Files.isDirectory(path) || !Files.isWritable(path))
        .map(path -> "the report cannot be written into " + path);
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

  /** Reads the option. */
  static final class Converter implements ITypeConverter<ReportTarget> {
    @Override
    public ReportTarget convert(String text) {
      return parse(text);
    }
  }

  @Override
  public String toString() {
    return format.word() + file.map(path -> "=" + path).orElse("");
  }
}
