package io.cvpfunctions.runtime;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 1MiB}, {@code 512KiB}, {@code 2MB}, {@code 1048576}. */
final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(|B|KB|KiB|MB|MiB|GB|GiB)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "B", 1L,
          "KB", 1_000L,
          "KiB", 1L << 10,
          "MB", 1_000_000L,
          "MiB", 1L << 20,
          "GB", 1_000_000_000L,
          "GiB", 1L << 30);

  private ByteSize() {}

  /** At most what one Java array holds. */
  static int parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      long bytes = Long.parseLong(size.group(1)) * UNITS.get(size.group(2));
      if (bytes > 0 && bytes < Integer.MAX_VALUE - 16) return (int) bytes;
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a size such as 1MiB (below 2GiB)");
  }
}
