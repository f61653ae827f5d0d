package io.cvpfunctions.watcher.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? ([0-9.E+-]+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

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

  @Test
  void text_histogram_hasEveryBucketInNumericalOrderAndInfinityLast() {
    metrics.histogram("lag_seconds", "Lag.");
    metrics.seconds("lag_seconds", Metrics.label("function", "f"), 7);
    metrics.seconds("lag_seconds", Metrics.label("function", "f"), 7000);
    metrics.seconds("lag_seconds", Metrics.label("function", "g"), 0.01);
    List<Sampled> f = buckets("lag_seconds_bucket", "f");
    assertThat(f)
        .extracting(Sampled::limit)
        .containsExactly(
            0.05,
            0.1,
            0.25,
            0.5,
            1.0,
            2.5,
            5.0,
            10.0,
            20.0,
            30.0,
            60.0,
            300.0,
            3600.0,
            Double.POSITIVE_INFINITY);
    assertThat(f)
        .extracting(Sampled::value)
        .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0);
    assertThat(buckets("lag_seconds_bucket", "g")).hasSize(14).allMatch(each -> each.value() == 1);
  }

  private record Sampled(String name, String function, double limit, double value) {}

  private List<Sampled> buckets(String name, String function) {
    return metrics
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(MetricsTest::parse)
        .filter(each -> each.name().equals(name) && each.function().equals(function))
        .toList();
  }

  /** A small reader of the text format: name, labels in braces, value. */
  private static Sampled parse(String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) labels.put(label.group(1), label.group(2));
    String limit = labels.getOrDefault("le", "NaN").replace("+Inf", "Infinity");
    return new Sampled(
        sample.group(1),
        labels.getOrDefault("function", ""),
        Double.parseDouble(limit),
        Double.parseDouble(sample.group(3)));
  }
}
