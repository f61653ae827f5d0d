package io.cvpfunctions.slack.message;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The last look at mrkdwn before it is sent, whatever template it comes from: what is not a link to
 * the web is no markup in angle brackets, and a cut tears neither an escape nor a link nor a
 * character.
 */
final class Markup {
  private static final String CUT = "…";
  private static final Pattern TOKEN =
      Pattern.compile(
          "<https?://[^<>|\\s]{1,1100}\\|[^<>|]{1,75}>|&(?:amp|lt|gt);|.", Pattern.DOTALL);

  private Markup() {}

  /** Safe, without empty code spans, and at most {@code limit} long. */
  static String fit(String rendered, int limit) {
    List<String> tokens =
        TOKEN
            .matcher(rendered.replace("``", ""))
            .results()
            .map(token -> safe(token.group()))
            .collect(Collectors.toList());
    String whole = closed(new StringBuilder(String.join("", tokens)));
    return whole.length() <= limit ? whole : cut(tokens, limit - CUT.length() - 1);
  }

  private static String cut(List<String> tokens, int room) {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      if (text.length() + token.length() > room) break;
      text.append(token);
    }
    return closed(text) + CUT;
  }

  /** Code that is not ended would swallow what follows. */
  private static String closed(StringBuilder text) {
    boolean open = text.chars().filter(c -> c == '`').count() % 2 == 1;
    return open ? text.append('`').toString() : text.toString();
  }

  private static String safe(String token) {
    switch (token) {
      case "&":
        return "&amp;";
      case "<":
        return "&lt;";
      case ">":
        return "&gt;";
      default:
        return token;
    }
  }
}
