package io.cvpfunctions.lab.launcher;

import java.util.Map;
import java.util.stream.Collectors;

/** Where traces go, as the lab itself is told: OpenTelemetry's own variables. */
final class TraceSettings {
  private TraceSettings() {}

  static Map<String, String> ofProcess() {
    return System.getenv().entrySet().stream()
        .filter(each -> each.getKey().startsWith("OTEL_"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
