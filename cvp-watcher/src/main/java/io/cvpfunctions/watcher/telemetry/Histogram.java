package io.cvpfunctions.watcher.telemetry;

/** How long something took, counted in buckets up to a limit each. Thread-safe. */
final class Histogram {
  private static final double[] LIMITS = {
    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 300, 3600
  };

  private final long[] counts = new long[LIMITS.length];
  private long count;
  private double sum;

  synchronized void note(double seconds) {
    for (int i = 0; i < LIMITS.length; i++) {
      if (seconds <= LIMITS[i]) counts[i]++;
    }
    count++;
    sum += seconds;
  }

  /** Every bucket, the smallest limit first, as Prometheus wants them. */
  synchronized void write(StringBuilder out, String name, String labels) {
    for (int i = 0; i < LIMITS.length; i++) {
      bucket(out, name, labels, Metrics.text(LIMITS[i]), counts[i]);
    }
    bucket(out, name, labels, "+Inf", count);
    Metrics.line(out, name + "_sum", labels, sum);
    Metrics.line(out, name + "_count", labels, (double) count);
  }

  private static void bucket(
      StringBuilder out, String name, String labels, String limit, long value) {
    Metrics.line(
        out, name + "_bucket", Metrics.join(labels, Metrics.label("le", limit)), (double) value);
  }
}
