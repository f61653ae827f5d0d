package io.cvpfunctions.slack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text with Slack's markup in which everything foreign is harmless already.
 *
 * <p>It is made of parts that are kept whole, so that shortening never tears an escape or a link.
 * Not thread-safe.
 */
final class Mrkdwn {
  /** How much of a foreign name is shown. */
  static final int NAME = 120;

  private static final String CUT = "…";
  private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[!-;=?-{}~]{1,1000}");

  private final List<String> parts = new ArrayList<>();

  private Mrkdwn() {}

  static Mrkdwn empty() {
    return new Mrkdwn();
  }

  /** Starts with words and markup of our own. */
  static Mrkdwn of(String own) {
    return new Mrkdwn().say(own);
  }

  /** Adds words and markup of our own, never anything that was sent to us. */
  Mrkdwn say(String own) {
    parts.add(own);
    return this;
  }

  /** Adds a foreign name as running text. */
  Mrkdwn name(String foreign) {
    return text(ForeignText.line(foreign), NAME);
  }

  /** Adds foreign text that has been cleaned, cut to {@code limit}. */
  Mrkdwn text(String cleaned, int limit) {
    parts.add(ForeignText.escaped(cleaned, limit));
    return this;
  }

  /** Adds a foreign name as code, in which asterisks and underscores are just that. */
  Mrkdwn code(String foreign) {
    return code(foreign, NAME);
  }

  /** Adds foreign text as code on one line, cut to {@code limit}. */
  Mrkdwn code(String foreign, int limit) {
    String line = ForeignText.line(foreign.replace('`', '\''));
    parts.add("`" + ForeignText.escaped(line, limit) + "`");
    return this;
  }

  /** Adds a link where the foreign address is one for the web, otherwise nothing. */
  Mrkdwn link(Optional<String> address, String ownLabel) {
    address
        .filter(url -> WEB_ADDRESS.matcher(url).matches())
        .ifPresent(url -> parts.add("<" + url.replace("&", "&amp;") + "|" + ownLabel + ">"));
    return this;
  }

  /** Adds all of another text. */
  Mrkdwn add(Mrkdwn other) {
    parts.addAll(other.parts);
    return this;
  }

  boolean isEmpty() {
    return parts.stream().allMatch(String::isBlank);
  }

  /** The first parts that fit into {@code limit}, with a sign where some did not. */
  String fit(int limit) {
    StringBuilder text = new StringBuilder();
    String whole = toString();
    if (whole.length() <= limit) return whole;
    for (String part : parts) {
      if (text.length() + part.length() + CUT.length() > limit) break;
      text.append(part);
    }
    return text.append(CUT).toString();
  }

  int length() {
    return parts.stream().mapToInt(String::length).sum();
  }

  /** What is not empty of these, with a dot between. */
  static Mrkdwn dotted(Mrkdwn... texts) {
    return joined(" · ", Arrays.asList(texts));
  }

  /** What is not empty of these, one a line. */
  static Mrkdwn lines(List<Mrkdwn> texts) {
    return joined("\n", texts);
  }

  private static Mrkdwn joined(String between, List<Mrkdwn> texts) {
    Mrkdwn joined = empty();
    for (Mrkdwn text : texts) {
      if (text.isEmpty()) continue;
      if (!joined.parts.isEmpty()) joined.say(between);
      joined.add(text);
    }
    return joined;
  }

  @Override
  public String toString() {
    return String.join("", parts);
  }
}
