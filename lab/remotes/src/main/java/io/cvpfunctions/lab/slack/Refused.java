package io.cvpfunctions.lab.slack;

/** A message that Slack does not take, with Slack's word for why. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String word) {
    super(word);
  }

  /** For our own eyes: what about it was wrong. */
  Refused(String word, String detail) {
    super(word, new IllegalArgumentException(detail));
  }

  String word() {
    return getMessage();
  }

  String detail() {
    return getCause() == null ? word() : getCause().getMessage();
  }
}
