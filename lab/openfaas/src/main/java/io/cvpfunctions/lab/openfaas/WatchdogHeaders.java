package io.cvpfunctions.lab.openfaas;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The headers by which of-watchdog is told of a limit and tells how long a call took. */
final class WatchdogHeaders {
  private static final double NANOS_PER_SECOND = 1e9;

  private WatchdogHeaders() {}

  /** The answer with {@code X-Duration-Seconds} since {@code startedNanos}. */
  static FunctionResponse timed(FunctionResponse answer, long startedNanos) {
    double seconds = (System.nanoTime() - startedNanos) / NANOS_PER_SECOND;
    return answer.header("X-Duration-Seconds", String.format(Locale.ROOT, "%.6f", seconds));
  }

  /** {@code X-Timeout} can only shorten the limit; zero is no limit. */
  static Duration limit(FunctionRequest request, Duration own) {
    Optional<Duration> asked = request.header("X-Timeout").flatMap(GoDuration::parse);
    if (asked.isEmpty() || asked.get().isZero()) return own;
    boolean shorter = own.isZero() || asked.get().compareTo(own) < 0;
    return shorter ? asked.get() : own;
  }
}
