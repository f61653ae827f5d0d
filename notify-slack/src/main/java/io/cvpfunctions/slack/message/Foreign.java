package io.cvpfunctions.slack.message;

/** Text that somebody else chose, cleaned of what is not meant to be seen. Immutable. */
final class Foreign {
  /** How much of a name is shown. */
  static final int NAME = 120;

  private final String text;
  private final int limit;

  private Foreign(String text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  /** A name, on one line. */
  static Foreign name(String raw) {
    return line(raw, NAME);
  }

  /** Text on one line. */
  static Foreign line(String raw, int limit) {
    return new Foreign(ForeignText.line(raw), limit);
  }

  /** Text with its own line ends. */
  static Foreign lines(String raw, int limit) {
    return new Foreign(ForeignText.lines(raw), limit);
  }

  /** Cut and escaped; no back-tick of it can end the code span it stands in. */
  String inMrkdwn() {
    return ForeignText.escaped(text.replace('`', '\''), limit);
  }

  /** Cut; Slack reads no markup in plain text. */
  String inPlainText() {
    return ForeignText.plain(text, limit);
  }

  @Override
  public String toString() {
    return text;
  }
}
