package io.cvpfunctions.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK, apart from what is loaded where nobody wants it. */
final class Export {
  private static final long LAST_SECONDS = 2;

  private final OpenTelemetrySdk sdk;

  private Export(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /** As that environment says; metrics and logs have ways of their own. */
  static Export start(String service, Map<String, String> environment) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("otel.service.name", service);
    defaults.put("otel.metrics.exporter", "none");
    defaults.put("otel.logs.exporter", "none");
    return new Export(
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> defaults)
            .addPropertiesCustomizer(properties -> named(environment))
            .build()
            .getOpenTelemetrySdk());
  }

  /** The variables as properties are called, as OpenTelemetry itself reads them. */
  private static Map<String, String> named(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          boolean theirs = name.startsWith("OTEL_") && !value.isBlank();
          if (theirs) properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
        });
    return properties;
  }

  OpenTelemetry telemetry() {
    return sdk;
  }

  void close() {
    sdk.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
  }
}
