package bench;

import java.util.Arrays;
import java.util.Locale;

/** What one step of a ramp came to. */
record Step(String load, double perSecond, double median, double p99, long refused) {
  /** Of times in milliseconds, taken over so many seconds. */
  static Step of(String load, double seconds, double[] millis, long refused) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Step(
        load, sorted.length / seconds, percentile(sorted, 50), percentile(sorted, 99), refused);
  }

  private static double percentile(double[] sorted, double percent) {
    if (sorted.length == 0) return Double.NaN;
    return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "  %-14s %7.0f/s   median %7.1f ms   99 %% %8.1f ms   %d refused",
        load,
        perSecond,
        median,
        p99,
        refused);
  }
}
