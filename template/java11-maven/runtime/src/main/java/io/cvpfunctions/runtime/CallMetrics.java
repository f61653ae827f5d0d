package io.cvpfunctions.runtime;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** Counts calls of the function, and writes the counts as Prometheus reads them. */
final class CallMetrics {
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final LongAdder nanos = new LongAdder();
  private final IntSupplier queued;

  CallMetrics(IntSupplier queued) {
    this.queued = queued;
    for (int i = 0; i < buckets.length; i++) buckets[i] = new LongAdder();
  }

  void started() {
    inFlight.incrementAndGet();
  }

  void finished() {
    inFlight.decrementAndGet();
  }

  void answered(int status, long tookNanos) {
    count(byStatus, status);
    nanos.add(tookNanos);
    int bucket = 0;
    while (bucket < BOUNDS.length && tookNanos > BOUNDS[bucket] * 1e9) bucket++;
    buckets[bucket].increment();
  }

  void rejected(String reason) {
    count(rejected, reason);
  }

  int inFlight() {
    return inFlight.get();
  }

  String text() {
    StringBuilder out = new StringBuilder(2048);
    head(out, "function_requests_total", "counter", "Calls answered, by status.");
    new TreeMap<>(byStatus)
        .forEach((status, n) -> sample(out, "function_requests_total{code=\"" + status + "\"}", n));
    head(out, "function_rejections_total", "counter", "Calls that never reached the handler.");
    new TreeMap<>(rejected)
        .forEach((why, n) -> sample(out, "function_rejections_total{reason=\"" + why + "\"}", n));
    head(out, "function_requests_in_flight", "gauge", "Calls not yet answered.");
    sample(out, "function_requests_in_flight", inFlight);
    head(out, "function_requests_queued", "gauge", "Calls waiting for others to end.");
    sample(out, "function_requests_queued", queued.getAsInt());
    durations(out);
    return out.toString();
  }

  private void durations(StringBuilder out) {
    String name = "function_request_duration_seconds";
    head(out, name, "histogram", "From the whole request read to the whole answer written.");
    long total = 0;
    for (int i = 0; i < buckets.length; i++) {
      total += buckets[i].sum();
      String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
      sample(out, name + "_bucket{le=\"" + bound + "\"}", total);
    }
    sample(out, name + "_sum", nanos.sum() / 1e9);
    sample(out, name + "_count", total);
  }

  private static <K> void count(Map<K, LongAdder> counts, K key) {
    counts.computeIfAbsent(key, unused -> new LongAdder()).increment();
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder out, String name, Object value) {
    out.append(name).append(' ').append(value).append('\n');
  }
}
