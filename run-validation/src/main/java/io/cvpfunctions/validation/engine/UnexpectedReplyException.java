package io.cvpfunctions.validation.engine;

/** A switch's reply is not of the form that a test needs to judge it: verdict error. */
public final class UnexpectedReplyException extends RuntimeException {
  /** The message says where in the reply and what was expected. */
  public UnexpectedReplyException(String message) {
    super(message);
  }
}
