package io.cvpfunctions.watcher.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counters, gauges and histograms in the text format of Prometheus. Thread-safe. */
public final class Metrics {
  private final Map<String, Family> families;
  private final Map<String, Supplier<List<Sample>>> gauges;
  private final BooleanSupplier lasting;

  /** None yet. */
  public Metrics() {
    this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), () -> true);
  }

  private Metrics(
      Map<String, Family> families,
      Map<String, Supplier<List<Sample>>> gauges,
      BooleanSupplier lasting) {
    this.families = families;
    this.gauges = gauges;
    this.lasting = lasting;
  }

  /** The same metrics, for a part whose gauges have values only while it lasts. */
  public Metrics during(BooleanSupplier lasts) {
    return new Metrics(families, gauges, lasts);
  }

  /** One value of a gauge; labels as {@code function="x"}, or blank. */
  public record Sample(String labels, double value) {}

  private record Family(
      String type, String help, Map<String, DoubleAdder> values, Map<String, Histogram> times) {
    Family(String type, String help) {
      this(type, help, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  /** Declares a counter. */
  public void counter(String name, String help) {
    families.putIfAbsent(name, new Family("counter", help));
  }

  /** Declares a counter that something else counts. */
  public void counter(String name, String help, LongSupplier value) {
    counter(name, help);
    gauges.put(name, () -> List.of(new Sample("", value.getAsLong())));
  }

  /** Declares a histogram of seconds. */
  public void histogram(String name, String help) {
    families.putIfAbsent(name, new Family("histogram", help));
  }

  /** Declares a gauge that is read when somebody looks. */
  public void gauge(String name, String help, Supplier<List<Sample>> value) {
    families.putIfAbsent(name, new Family("gauge", help));
    gauges.put(name, () -> lasting.getAsBoolean() ? value.get() : List.of());
  }

  /** Counts one, or some. */
  public void count(String name, String labels, double by) {
    families.get(name).values().computeIfAbsent(labels, any -> new DoubleAdder()).add(by);
  }

  /** Notes how long something took. */
  public void seconds(String name, String labels, double seconds) {
    families.get(name).times().computeIfAbsent(labels, any -> new Histogram()).note(seconds);
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
    new TreeMap<>(family.values()).forEach((key, value) -> line(out, name, key, value.sum()));
    new TreeMap<>(family.times()).forEach((key, times) -> times.write(out, name, key));
    Supplier<List<Sample>> gauge = gauges.get(name);
    if (gauge == null) return;
    for (Sample each : gauge.get()) line(out, name, each.labels(), each.value());
  }

  static void line(StringBuilder out, String name, String labels, double value) {
    out.append(name).append(braces(labels)).append(' ').append(text(value)).append('\n');
  }

  private static String braces(String labels) {
    return labels.isEmpty() ? "" : "{" + labels + "}";
  }

  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
