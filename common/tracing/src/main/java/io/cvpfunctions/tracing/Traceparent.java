package io.cvpfunctions.tracing;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code traceparent} of W3C's Trace Context: a trace, and the hop that it came by. */
public final class Traceparent {
  /** The header, and the extension of an event. */
  public static final String NAME = "traceparent";

  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HEX = "0123456789abcdef";

  private Traceparent() {}

  /** Whether it is one, of the only version there is. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  /** The id that every hop of the trace has in common. */
  public static Optional<String> trace(String text) {
    return isValid(text) ? Optional.of(text.substring(3, 35)) : Optional.empty();
  }

  /** A trace that nobody else has. */
  public static String begin() {
    return of(hex(32), hex(16), true);
  }

  /** The same trace by another hop; a new one where that is none. */
  public static String next(String text) {
    return of(trace(text).orElseGet(() -> hex(32)), hex(16), true);
  }

  static String of(String trace, String hop, boolean sampled) {
    return "00-" + trace + "-" + hop + (sampled ? "-01" : "-00");
  }

  private static String hex(int digits) {
    byte[] random = new byte[digits / 2];
    RANDOM.nextBytes(random);
    StringBuilder text = new StringBuilder(digits);
    for (byte each : random) text.append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
    return isZero(text) ? hex(digits) : text.toString();
  }

  private static boolean isZero(CharSequence text) {
    return text.chars().allMatch(each -> each == '0');
  }
}
