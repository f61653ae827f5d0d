package io.cvpfunctions.devicemove.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of names: {@code *} is anything but a slash, {@code **} anything, {@code ?} one. */
final class Glob {
  private static final Pattern PART = Pattern.compile("\\*\\*|\\*|\\?|[^*?]+");

  private final String text;
  private final Pattern pattern;

  private Glob(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  static Glob of(String text) {
    StringBuilder regex = new StringBuilder();
    Matcher part = PART.matcher(text);
    while (part.find()) regex.append(regex(part.group()));
    return new Glob(text, Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE));
  }

  private static String regex(String part) {
    switch (part) {
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      default:
        return Pattern.quote(part);
    }
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
