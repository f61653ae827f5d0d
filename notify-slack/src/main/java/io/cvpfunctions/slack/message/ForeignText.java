package io.cvpfunctions.slack.message;

/**
 * Text that somebody else chose, a device name or a description, made a part of a message and never
 * an instruction to Slack.
 *
 * <p>Lengths are counted in UTF-16 units, the strictest way to read Slack's limits; a cut falls on
 * a code point.
 */
final class ForeignText {
  private static final String CUT = "…";
  private static final String NOTHING = "?";

  /** Slack reads {@code <!}, {@code <@} and {@code <#}; with this between them it reads nothing. */
  private static final String WORD_JOINER = "\u2060";

  private ForeignText() {}

  /** On one line, without what is not meant to be seen. */
  static String line(String raw) {
    if (isPlain(raw)) return raw;
    StringBuilder line = new StringBuilder();
    clean(raw).codePoints().forEach(c -> spaced(line, isSpace(c) ? ' ' : c));
    return orNothing(line.toString().strip());
  }

  /** The same with its own line ends. */
  static String lines(String raw) {
    String unified = clean(raw).replace("\r\n", "\n").replace('\r', '\n');
    return orNothing(unified.replaceAll("\n{3,}", "\n\n").strip());
  }

  /** For {@code plain_text}, which Slack takes as it stands: at most {@code limit} long. */
  static String plain(String text, int limit) {
    if (text.length() <= limit && text.indexOf('<') < 0) return text;
    StringBuilder plain = new StringBuilder();
    int length = text.length();
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean mention = c == '<' && i < length && "!@#".indexOf(text.charAt(i)) >= 0;
      String part = mention ? "<" + WORD_JOINER : Character.toString(c);
      if (!fits(plain, part, limit, i == length)) return plain.append(CUT).toString();
      plain.append(part);
    }
    return plain.toString();
  }

  /** For {@code mrkdwn}: cut so that it is at most {@code limit} long once it is escaped. */
  static String escaped(String text, int limit) {
    if (text.length() <= limit && isPlain(text)) return text;
    StringBuilder escaped = new StringBuilder();
    int length = text.length();
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      String part = escape(c);
      if (!fits(escaped, part, limit, i == length)) return escaped.append(CUT).toString();
      escaped.append(part);
    }
    return escaped.toString();
  }

  /** How much of the text stays within {@code limit} once it is escaped; ends on a code point. */
  static int escapable(String text, int limit) {
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      used += escape(c).length();
      if (used > limit) return i;
      i += Character.charCount(c);
    }
    return text.length();
  }

  /** All but the last part leave room for the sign that says it was cut. */
  private static boolean fits(StringBuilder before, String part, int limit, boolean last) {
    int room = last ? limit : limit - CUT.length();
    return before.length() + part.length() <= room;
  }

  /** A character as mrkdwn has it where it is just that. */
  static String escape(int c) {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      default:
        return Character.toString(c);
    }
  }

  /** As most names are: printable ASCII in which nothing is to be escaped, cleaned or stripped. */
  private static boolean isPlain(String text) {
    int last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>') return false;
      if (c == ' ' && last == ' ') return false;
      last = c;
    }
    return last != ' ';
  }

  /** Drops control characters and those that reorder text; half a code point becomes a mark. */
  private static String clean(String raw) {
    StringBuilder clean = new StringBuilder(raw.length());
    raw.codePoints().filter(c -> !isInvisible(c)).forEach(c -> clean.appendCodePoint(whole(c)));
    return clean.toString();
  }

  private static int whole(int c) {
    return Character.getType(c) == Character.SURROGATE ? 0xFFFD : c;
  }

  private static boolean isInvisible(int c) {
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x85) return false;
    boolean reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return Character.isISOControl(c) || reorders || c == 0xFEFF;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static void spaced(StringBuilder line, int c) {
    int end = line.length() - 1;
    if (c == ' ' && end >= 0 && line.charAt(end) == ' ') return;
    line.appendCodePoint(c);
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? NOTHING : text;
  }
}
