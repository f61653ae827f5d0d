package io.cvpfunctions.watcher.state;

/** The state could not be read or written; what was meant to be stored is not. */
public final class StateException extends RuntimeException {
  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
