package io.cvpfunctions.slack.message;

/** Text with Slack's markup in which everything foreign is harmless already. Not thread-safe. */
final class Mrkdwn {
  private final StringBuilder text = new StringBuilder();

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
    text.append(own);
    return this;
  }

  /** Adds foreign text that has been cleaned, cut to {@code limit}. */
  Mrkdwn text(String cleaned, int limit) {
    text.append(ForeignText.escaped(cleaned, limit));
    return this;
  }

  /** Adds a foreign name as code, in which asterisks and underscores are just that. */
  Mrkdwn code(String foreign) {
    return code(foreign, Foreign.NAME);
  }

  /** Adds foreign text as code on one line, cut to {@code limit}. */
  Mrkdwn code(String foreign, int limit) {
    String line = ForeignText.line(foreign.replace('`', '\''));
    text.append('`').append(ForeignText.escaped(line, limit)).append('`');
    return this;
  }

  /** Adds all of another text. */
  Mrkdwn add(Mrkdwn other) {
    text.append(other.text);
    return this;
  }

  boolean isEmpty() {
    return text.toString().isBlank();
  }

  int length() {
    return text.length();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
