package io.cvpfunctions.watcher.placements;

import java.util.regex.Pattern;

/** A name with {@code *} for any run of characters and {@code ?} for one. */
public final class Glob {
  private final String text;
  private final Pattern pattern;

  private Glob(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '*') regex.append(".*");
      else if (each == '?') regex.append('.');
      else regex.append(Pattern.quote(String.valueOf(each)));
    }
    this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Any text is a glob; upper and lower case differ, as they do in CloudVision. */
  public static Glob of(String text) {
    return new Glob(text.trim());
  }

  /** Whether the whole name is meant. */
  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
