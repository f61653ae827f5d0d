package io.cvpfunctions.slack.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last look at mrkdwn before it is sent, whatever template it comes from: what is not a link to
 * the web is no markup in angle brackets, and a cut tears neither an escape nor a link nor a
 * character.
 */
final class Markup {
  private static final String CUT = "…";
  private static final String ESCAPE = "&(?:amp|lt|gt);";
  private static final String LINK =
      "<https?://(?:[^<>|&\\s]++|" + ESCAPE + ")++\\|(?:[^<>|&]++|" + ESCAPE + ")++>";
  private static final String KEPT = LINK + "|" + ESCAPE;
  private static final Pattern EMPTY_CODE = Pattern.compile("(?<!`)``(?!`)");
  private static final Pattern SPECIAL = Pattern.compile(KEPT + "|[<>&]");
  private static final Pattern TOKEN = Pattern.compile(KEPT + "|.", Pattern.DOTALL);

  private Markup() {}

  /** Safe, without empty code spans, and at most {@code limit} long. */
  static String fit(String rendered, int limit) {
    String whole = closed(safe(withoutEmptyCode(rendered)));
    return whole.length() <= limit ? whole : cut(whole, limit - CUT.length() - 1);
  }

  private static String withoutEmptyCode(String text) {
    return text.contains("``") ? EMPTY_CODE.matcher(text).replaceAll("") : text;
  }

  private static String safe(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '<' || c == '>' || c == '&');
    return plain ? text : SPECIAL.matcher(text).replaceAll(found -> literal(found.group()));
  }

  /** A link's address may hold what replacing would take for a reference. */
  private static String literal(String token) {
    String literal = token.length() == 1 ? ForeignText.escape(token.charAt(0)) : token;
    return Matcher.quoteReplacement(literal);
  }

  private static String cut(String whole, int room) {
    int end = 0;
    Matcher token = TOKEN.matcher(whole);
    while (token.find() && token.end() <= room) end = token.end();
    return closed(whole.substring(0, end)) + CUT;
  }

  /** Code that is not ended would swallow what follows. */
  private static String closed(String text) {
    boolean open = text.chars().filter(c -> c == '`').count() % 2 == 1;
    return open ? text + '`' : text;
  }
}
