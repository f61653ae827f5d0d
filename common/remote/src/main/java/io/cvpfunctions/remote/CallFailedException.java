package io.cvpfunctions.remote;

import java.time.Duration;
import java.util.Optional;

/** A remote did not do what we asked; {@link #kind} says what that means for asking again. */
public final class CallFailedException extends RuntimeException {
  /** What became of the call. */
  public enum Kind {
    /** No connection was made: the request was not acted on. */
    NOT_SENT(502),
    /** The request was sent and no whole answer came: it may or may not have been acted on. */
    NO_ANSWER(502),
    /** The time allowed for it was over first: it may or may not have been acted on. */
    OUT_OF_TIME(504),
    /** The remote's side broke, or its answer made no sense. */
    BROKEN(502),
    /** Later, please. */
    LATER(429),
    /** Something an operator has to mend: token, permission, channel, missing site. */
    OPERATOR(503),
    /** The request is wrong and will be wrong again. */
    REJECTED(422);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status a function answers with when a remote fails it in this way. */
    public int status() {
      return status;
    }
  }

  private static final Duration OPERATORS_NEED = Duration.ofMinutes(5);

  private final String remote;
  private final Kind kind;
  private final Duration retryAfter;

  private CallFailedException(
      String remote, Kind kind, String detail, Duration retryAfter, Throwable cause) {
    super(remote + ": " + detail, cause);
    this.remote = remote;
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** A failure of the remote, with what to do about it in words; never with a secret in them. */
  public static CallFailedException of(String remote, Kind kind, String detail) {
    Duration wait = kind == Kind.OPERATOR ? OPERATORS_NEED : null;
    return new CallFailedException(remote, kind, detail, wait, null);
  }

  /** The same with what was thrown underneath, for the log. */
  public static CallFailedException of(String remote, Kind kind, String detail, Throwable cause) {
    Duration wait = kind == Kind.OPERATOR ? OPERATORS_NEED : null;
    return new CallFailedException(remote, kind, detail, wait, cause);
  }

  /** The remote asked for a pause of that length; null where it did not say how long. */
  public static CallFailedException later(String remote, String detail, Duration retryAfter) {
    return new CallFailedException(remote, Kind.LATER, detail, retryAfter, null);
  }

  /** Which remote, by the name people know it by. */
  public String remote() {
    return remote;
  }

  public Kind kind() {
    return kind;
  }

  /** How long to wait before the next attempt, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
