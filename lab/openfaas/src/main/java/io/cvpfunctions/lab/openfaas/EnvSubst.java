package io.cvpfunctions.lab.openfaas;

import java.util.Locale;
import java.util.Map;

/**
 * Replaces <code>${NAME}</code> as faas-cli does, in the whole text and before it is YAML, comments
 * included.
 *
 * <p>Only braces count: {@code $NAME} stays as it is and {@code $$} is a dollar. What is unset is
 * empty, and nothing can make a variable required. Trimming by patterns ({@code #}, {@code %}) is
 * refused here, though faas-cli knows it.
 */
final class EnvSubst {
  private final String text;
  private final Map<String, String> variables;
  private int at;

  private EnvSubst(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  static String substitute(String text, Map<String, String> variables) {
    EnvSubst reader = new EnvSubst(text, variables);
    return reader.upTo("");
  }

  /** Reads on to the first of {@code stops}, which is not taken, or to the end if there is none. */
  private String upTo(String stops) {
    StringBuilder out = new StringBuilder();
    while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
      if (text.startsWith("$$", at)) {
        out.append('$');
        at += 2;
      } else if (text.startsWith("${", at)) {
        at += 2;
        out.append(parameter());
      } else {
        out.append(text.charAt(at++));
      }
    }
    if (!stops.isEmpty() && at >= text.length()) throw missingBrace();
    return out.toString();
  }

  /** What stands between the braces, and the closing one. */
  private String parameter() {
    boolean length = peek() == '#';
    if (length) at++;
    String value = variables.getOrDefault(name(), "");
    String result = length ? String.valueOf(value.length()) : operation(value);
    if (peek() != '}') throw missingBrace();
    at++;
    return result;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) at++;
    if (start == at) throw new StackFileException(where() + "bad substitution");
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private String operation(String value) {
    return switch (peek()) {
      case ':' -> defaultOrSlice(value);
      case '=' -> orDefault(value, 1);
      case ',', '^' -> inCase(value);
      case '/' -> replaced(value);
      case '#', '%' -> throw new StackFileException(where() + "trimming is not known to the lab");
      default -> value;
    };
  }

  private String defaultOrSlice(String value) {
    boolean isDefault = at + 1 < text.length() && "-=?+".indexOf(text.charAt(at + 1)) >= 0;
    return isDefault ? orDefault(value, 2) : slice(value);
  }

  /** {@code :?} and {@code :+} are defaults too, whatever a shell makes of them. */
  private String orDefault(String value, int operatorLength) {
    at += operatorLength;
    String fallback = upTo("}");
    return value.isEmpty() ? fallback : value;
  }

  private String slice(String value) {
    at++;
    int from = Math.min(number(upTo(":}")), value.length());
    if (peek() == '}') return value.substring(from);
    at++;
    int length = number(upTo("}"));
    return value.substring(from, Math.min(value.length(), from + length));
  }

  private int number(String digits) {
    if (digits.matches("\\d{1,6}")) return Integer.parseInt(digits);
    throw new StackFileException(where() + "bad substitution");
  }

  private String inCase(String value) {
    boolean upper = peek() == '^';
    at++;
    boolean all = peek() == (upper ? '^' : ',');
    if (all) at++;
    int letters = all ? value.length() : Math.min(1, value.length());
    String head = value.substring(0, letters);
    String changed = upper ? head.toUpperCase(Locale.ROOT) : head.toLowerCase(Locale.ROOT);
    return changed + value.substring(letters);
  }

  private String replaced(String value) {
    at++;
    boolean all = peek() == '/';
    if (all) at++;
    String from = upTo("/}");
    if (peek() == '/') at++;
    String to = upTo("}");
    if (from.isEmpty() || !value.contains(from)) return value;
    if (all) return value.replace(from, to);
    int found = value.indexOf(from);
    return value.substring(0, found) + to + value.substring(found + from.length());
  }

  private StackFileException missingBrace() {
    return new StackFileException(where() + "missing closing brace");
  }

  private String where() {
    long line =
        text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
    return "line " + (line + 1) + ": ";
  }
}
