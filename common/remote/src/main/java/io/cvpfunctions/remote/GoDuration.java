package io.cvpfunctions.remote;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, {@code 1m30s}, with {@code 7d} added for days. */
public final class GoDuration {
  private static final String ONE = "(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)";
  private static final Pattern PART = Pattern.compile(ONE);
  private static final Pattern WHOLE = Pattern.compile("(?:" + ONE + ")+");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private GoDuration() {}

  /** Empty where the text is no duration; {@code 0} alone is one, as in Go. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) return Optional.of(Duration.ZERO);
    if (text.length() > 40 || !WHOLE.matcher(text).matches()) return Optional.empty();
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.get(part.group(2)));
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) return Optional.empty();
    return Optional.of(Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValue()));
  }

  /** The shortest text that {@link #parse} reads back, to the millisecond: {@code 1m30s}. */
  public static String format(Duration duration) {
    if (duration.isZero()) return "0s";
    StringBuilder text = new StringBuilder();
    if (duration.toHours() > 0) text.append(duration.toHours()).append('h');
    if (duration.toMinutesPart() > 0) text.append(duration.toMinutesPart()).append('m');
    if (duration.toSecondsPart() > 0) text.append(duration.toSecondsPart()).append('s');
    if (duration.toMillisPart() > 0) text.append(duration.toMillisPart()).append("ms");
    return text.length() == 0 ? "0s" : text.toString();
  }
}
