package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How bad a CloudVision event is, from the least to the worst; the numbers on the wire do not rank
 * (facts: CloudVision C4).
 */
public enum Severity {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  CRITICAL;

  /** The severity of that name, in upper or lower case; empty where there is none. */
  public static Optional<Severity> parse(String name) {
    String upper = name.trim().toUpperCase(Locale.ROOT);
    return Stream.of(values()).filter(each -> each.name().equals(upper)).findFirst();
  }

  /** All names, for people. */
  public static List<String> names() {
    return Stream.of(values()).map(Severity::name).toList();
  }

  /** Empty where CloudVision says none, or one that is not known here. */
  static Optional<Severity> of(EventSeverity severity) {
    return switch (severity) {
      case EVENT_SEVERITY_DEBUG -> Optional.of(DEBUG);
      case EVENT_SEVERITY_INFO -> Optional.of(INFO);
      case EVENT_SEVERITY_WARNING -> Optional.of(WARNING);
      case EVENT_SEVERITY_ERROR -> Optional.of(ERROR);
      case EVENT_SEVERITY_CRITICAL -> Optional.of(CRITICAL);
      default -> Optional.empty();
    };
  }
}
