package io.cvpfunctions.validation.inputs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as people write them for Python, in which ANTA's catalogs have them. */
public final class PythonPatterns {
  private static final Pattern NAMED = Pattern.compile("\\(\\?P<([A-Za-z_]\\w*)>");
  private static final Pattern BACK = Pattern.compile("\\(\\?P=([A-Za-z_]\\w*)\\)");
  private static final Pattern COUNT = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");

  private final String text;
  private final StringBuilder java = new StringBuilder();
  private int at;
  private boolean inClass;

  private PythonPatterns(String text) {
    this.text = text;
  }

  /** A regular expression, which has to be valid. */
  public static InputType input() {
    return Types.text("a valid regular expression", PythonPatterns::valid);
  }

  /** The text where it is a valid regular expression. */
  public static Optional<String> valid(String text) {
    try {
      compile(text, 0);
      return Optional.of(text);
    } catch (PatternSyntaxException invalid) {
      return Optional.empty();
    }
  }

  /** The pattern, with Java's flags for what it should do besides. */
  public static Pattern compile(String text, int flags) {
    String java = new PythonPatterns(text).translate();
    return Pattern.compile(java, flags | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
  }

  private String translate() {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '\\') escaped();
      else if (inClass) inClass(next);
      else if (next == '[') startClass();
      else if (next == '(') group();
      else if (next == '{') count();
      else copy(1);
    }
    return java.toString();
  }

  private void copy(int length) {
    int end = Math.min(text.length(), at + length);
    java.append(text, at, end);
    at = end;
  }

  private void escaped() {
    if (!text.startsWith("\\Z", at)) {
      copy(2);
      return;
    }
    java.append("\\z");
    at += 2;
  }

  /** A bracket right at the start of a class belongs to it. */
  private void startClass() {
    inClass = true;
    copy(text.startsWith("[^", at) ? 2 : 1);
    if (!text.startsWith("]", at)) return;
    java.append("\\]");
    at++;
  }

  private void inClass(char next) {
    if (next == ']') inClass = false;
    if (next == '[' || next == '&') java.append('\\');
    copy(1);
  }

  private void group() {
    Matcher named = NAMED.matcher(text).region(at, text.length());
    Matcher back = BACK.matcher(text).region(at, text.length());
    if (named.lookingAt()) {
      java.append("(?<").append(name(named.group(1))).append('>');
      at = named.end();
    } else if (back.lookingAt()) {
      java.append("\\k<").append(name(back.group(1))).append('>');
      at = back.end();
    } else {
      copy(1);
    }
  }

  /** Java's names of groups have no underscores. */
  private static String name(String python) {
    return "g" + python.replace("_", "Z95Z");
  }

  /** Braces that say no count stand for themselves. */
  private void count() {
    Matcher count = COUNT.matcher(text).region(at, text.length());
    boolean counts = count.lookingAt() && !(count.group(1) + count.group(3)).isEmpty();
    if (!counts) {
      java.append("\\{");
      at++;
      return;
    }
    String least = count.group(1).isEmpty() ? "0" : count.group(1);
    java.append('{').append(least).append(count.group(2)).append(count.group(3)).append('}');
    at = count.end();
  }
}
