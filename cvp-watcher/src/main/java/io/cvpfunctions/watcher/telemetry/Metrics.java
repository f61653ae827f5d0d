package io.cvpfunctions.watcher.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Supplier;

/** Counters, gauges and histograms in the text format of Prometheus. Thread-safe. */
public final class Metrics {
  private static final double[] BUCKETS = {
    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 300, 3600
  };

  private final Map<String, Family> families = new ConcurrentHashMap<>();
  private final Map<String, Supplier<List<Sample>>> gauges = new ConcurrentHashMap<>();

  /** One value of a gauge; labels as {@code function="x"}, or blank. */
  public record Sample(String labels, double value) {}

  private record Family(String type, String help, Map<String, DoubleAdder> values) {}

  /** Declares a counter. */
  public void counter(String name, String help) {
    families.put(name, new Family("counter", help, new ConcurrentHashMap<>()));
  }

  /** Declares a histogram of seconds. */
  public void histogram(String name, String help) {
    families.put(name, new Family("histogram", help, new ConcurrentHashMap<>()));
  }

  /** Declares a gauge that is read when somebody looks. */
  public void gauge(String name, String help, Supplier<List<Sample>> value) {
    families.put(name, new Family("gauge", help, new ConcurrentHashMap<>()));
    gauges.put(name, value);
  }

  /** Counts one, or some. */
  public void count(String name, String labels, double by) {
    add(name, labels, by);
  }

  /** Notes how long something took. */
  public void seconds(String name, String labels, double seconds) {
    for (double bucket : BUCKETS) {
      if (seconds <= bucket) add(name, "_bucket", join(labels, "le=\"" + text(bucket) + "\""), 1);
    }
    add(name, "_bucket", join(labels, "le=\"+Inf\""), 1);
    add(name, "_sum", labels, seconds);
    add(name, "_count", labels, 1);
  }

  /** A label with its value, escaped. */
  public static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  /** Labels side by side. */
  public static String join(String... labels) {
    List<String> some = new ArrayList<>(List.of(labels));
    some.removeIf(String::isEmpty);
    return String.join(",", some);
  }

  /** Everything, as Prometheus scrapes it. */
  public String text() {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(families).forEach((name, family) -> write(out, name, family));
    return out.toString();
  }

  private void write(StringBuilder out, String name, Family family) {
    out.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
    new TreeMap<>(family.values()).forEach((key, value) -> line(out, name + key, value.sum()));
    Supplier<List<Sample>> gauge = gauges.get(name);
    if (gauge == null) return;
    for (Sample each : gauge.get()) line(out, name + braces(each.labels()), each.value());
  }

  private static void line(StringBuilder out, String name, double value) {
    out.append(name).append(' ').append(text(value)).append('\n');
  }

  private void add(String name, String labels, double by) {
    add(name, "", labels, by);
  }

  private void add(String name, String suffix, String labels, double by) {
    String key = suffix + braces(labels);
    families.get(name).values().computeIfAbsent(key, any -> new DoubleAdder()).add(by);
  }

  private static String braces(String labels) {
    return labels.isEmpty() ? "" : "{" + labels + "}";
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
