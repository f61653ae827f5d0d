package io.cvpfunctions.remote;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 1MiB}. */
final class ByteSize {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)?");

  private ByteSize() {}

  /** Empty where the text is no size; a number alone is bytes. */
  static Optional<Long> parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) return Optional.empty();
    int unit = size.group(2) == null ? 0 : UNITS.indexOf(size.group(2));
    return Optional.of(Long.parseLong(size.group(1)) << (10 * unit));
  }

  /** The shortest text that is exact. */
  static String format(long bytes) {
    int unit = 0;
    while (unit < UNITS.size() - 1 && bytes != 0 && bytes % (1L << (10 * (unit + 1))) == 0) unit++;
    return (bytes >> (10 * unit)) + UNITS.get(unit);
  }
}
