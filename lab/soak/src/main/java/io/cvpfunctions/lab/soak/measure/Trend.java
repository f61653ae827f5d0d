package io.cvpfunctions.lab.soak.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A straight line through samples, by least squares.
 *
 * @param mean in the middle of the time
 * @param slope by the hour
 * @param error the standard error of the slope, as if samples knew nothing of each other
 * @param over how long there were samples
 */
public record Trend(double mean, double slope, double error, Duration over) {
  /** A heap grows at first, and its first collections say nothing: less than this is no trend. */
  private static final Duration SHORTEST = Duration.ofMinutes(20);

  private static final int DAY = 24;

  /** Two standard errors, five times: samples of one minute are much alike. */
  private static final double ALIKE = 10;

  /**
   * Through what one process was in the second half of its time, as it was started last: in the
   * first half memory grows to what is used.
   */
  public static Trend of(List<Sample> samples, ToDoubleFunction<Sample> value) {
    List<Sample> last = last(samples);
    return line(last.subList(last.size() / 2, last.size()), value);
  }

  private static List<Sample> last(List<Sample> samples) {
    if (samples.isEmpty()) return samples;
    long pid = samples.get(samples.size() - 1).pid();
    return samples.stream().filter(each -> each.pid() == pid).toList();
  }

  private static Trend line(List<Sample> samples, ToDoubleFunction<Sample> value) {
    int n = samples.size();
    if (n < 3) return new Trend(Double.NaN, Double.NaN, Double.NaN, Duration.ZERO);
    Instant begin = samples.get(0).at();
    double[] x = samples.stream().mapToDouble(each -> hours(begin, each.at())).toArray();
    double[] y = samples.stream().mapToDouble(value).toArray();
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double off = y[i] - meanY - slope * (x[i] - meanX);
      rest += off * off;
    }
    double error = Math.sqrt(rest / (n - 2) / xx);
    return new Trend(meanY, slope, error, Duration.between(begin, samples.get(n - 1).at()));
  }

  private static double hours(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 3_600_000.0;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double each : values) sum += each;
    return sum / values.length;
  }

  /** Whether the slope says anything. */
  public boolean longEnough() {
    return over.compareTo(SHORTEST) >= 0;
  }

  /** How far off the slope may be. */
  public double margin() {
    return ALIKE * error;
  }

  /** Whether it surely would be twice as much within a day. */
  public boolean leaks() {
    return longEnough() && (slope - margin()) * DAY > mean;
  }
}
