package io.cvpfunctions.slack.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.StringWriter;
import java.util.Set;
import java.util.TreeSet;

/** One text of a template, with names in double braces to fill in. Immutable. */
final class Line {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(false).defaultValue("").withCollector(new MapsOnly());

  private final Template mrkdwn;
  private final Template plain;

  private Line(String text) {
    mrkdwn = COMPILER.withFormatter(Line::mrkdwn).compile(text);
    plain = COMPILER.withFormatter(Line::plain).compile(text);
  }

  /**
   * Compiles a text.
   *
   * @throws IllegalArgumentException where its braces do not match
   */
  static Line of(String text) {
    try {
      return new Line(text);
    } catch (MustacheException broken) {
      throw new IllegalArgumentException(broken.getMessage(), broken);
    }
  }

  /** Filled in, at most {@code limit} long. */
  String mrkdwn(Object values, Object outer, int limit) {
    return Markup.fit(filled(mrkdwn, values, outer).strip(), limit);
  }

  /** The same where Slack reads no markup. */
  String plain(Object values, Object outer, int limit) {
    String text = filled(plain, values, outer).strip();
    return ForeignText.plain(text, limit);
  }

  /** Every name that stands in double braces. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    mrkdwn.visit(new NameVisitor(names));
    return names;
  }

  private static String filled(Template template, Object values, Object outer) {
    StringWriter out = new StringWriter();
    template.execute(values, outer, out);
    return out.toString();
  }

  private static String mrkdwn(Object value) {
    return value instanceof Foreign ? ((Foreign) value).inMrkdwn() : own(value);
  }

  private static String plain(Object value) {
    return value instanceof Foreign ? ((Foreign) value).inPlainText() : own(value);
  }

  /** Nothing else can stand for itself: a template that asks for a list gets nothing. */
  private static String own(Object value) {
    return value instanceof Mrkdwn ? value.toString() : "";
  }
}
