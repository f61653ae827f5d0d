package io.cvpfunctions.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Map;

/**
 * Sends what this process did to a collector, over OTLP, where {@code OTEL_EXPORTER_OTLP_ENDPOINT}
 * is set; where it is not, no class of OpenTelemetry's SDK is loaded. Thread-safe.
 *
 * <p>All of OpenTelemetry's own variables count, among them {@code OTEL_EXPORTER_OTLP_PROTOCOL},
 * {@code OTEL_EXPORTER_OTLP_HEADERS} and {@code OTEL_TRACES_SAMPLER}.
 */
public final class Tracing {
  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  private static final Tracing OFF = new Tracing(OpenTelemetry.noop(), () -> {});

  private static volatile Tracing current = OFF;

  private final Tracer tracer;
  private final Runnable end;

  private Tracing(OpenTelemetry telemetry, Runnable end) {
    this.tracer = telemetry.getTracer("io.cvpfunctions");
    this.end = end;
  }

  /** Begins for this process, as its environment says; what it did is told under that name. */
  public static void start(String service) {
    start(service, System.getenv());
  }

  /** The same, as those variables say. */
  public static void start(String service, Map<String, String> environment) {
    boolean wanted =
        ENDPOINTS.stream().anyMatch(each -> !environment.getOrDefault(each, "").isBlank());
    if (wanted) current = exporting(service, environment);
  }

  private static Tracing exporting(String service, Map<String, String> environment) {
    Export export = Export.start(service, environment);
    return new Tracing(export.telemetry(), export::close);
  }

  /** Whether anybody collects. */
  public static boolean on() {
    return current != OFF;
  }

  static Tracer tracer() {
    return current.tracer;
  }

  /** Sends what is not sent yet, for two seconds at most; what follows is told to nobody. */
  public static void end() {
    Tracing ending = current;
    current = OFF;
    ending.end.run();
  }
}
