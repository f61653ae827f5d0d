package io.cvpfunctions.watcher.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void text_counterGaugeAndHistogram_areWhatPrometheusReads() {
    metrics.counter("calls_total", "Calls.");
    metrics.count("calls_total", Metrics.join(Metrics.label("to", "a\"b\\c\nd"), ""), 2);
    metrics.gauge("depth", "Depth.", () -> List.of(new Metrics.Sample("", 1.5)));
    metrics.histogram("lag_seconds", "Lag.");
    metrics.seconds("lag_seconds", "", 0.3);
    metrics.seconds("lag_seconds", "", 7000);
    assertThat(metrics.text())
        .contains("# HELP calls_total Calls.\n# TYPE calls_total counter\n")
        .contains("calls_total{to=\"a\\\"b\\\\c\\nd\"} 2\n")
        .contains("# TYPE depth gauge\ndepth 1.5\n")
        .contains("lag_seconds_bucket{le=\"0.5\"} 1\n", "lag_seconds_bucket{le=\"+Inf\"} 2\n")
        .contains("lag_seconds_count 2\n", "lag_seconds_sum 7000.3\n");
  }
}
