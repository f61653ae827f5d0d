package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.MalformedEventException;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a caller is told when the work was not done: RFC 9457 problem details, with every reason in
 * {@code errors}. Never holds a secret or a stack trace.
 */
public final class Problem {
  /** Content type of a problem. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final Duration OPERATORS_NEED = Duration.ofMinutes(5);

  private final int status;
  private final String title;
  private final List<String> errors;
  private final Duration retryAfter;
  private final Throwable cause;

  private Problem(
      int status, String title, List<String> errors, Duration retryAfter, Throwable cause) {
    this.status = status;
    this.title = title;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
    this.cause = cause;
  }

  /** A problem with its reasons, of which there is at least one. */
  public static Problem of(int status, String title, List<String> errors) {
    if (errors.isEmpty()) throw new IllegalArgumentException("a problem needs a reason");
    return new Problem(status, title, errors, null, null);
  }

  /** Wrong with the event itself: repeating will not help. */
  public static Problem rejected(List<String> errors) {
    return of(422, "The event cannot be processed", errors);
  }

  /** Not now: ask again after that time. */
  public static Problem later(int status, String error, Duration retryAfter) {
    return new Problem(status, "Not now", List.of(error), retryAfter, null);
  }

  /** What an exception thrown by the work means to the caller. */
  public static Problem from(RuntimeException failure) {
    if (failure instanceof ProblemException) return ((ProblemException) failure).problem();
    if (failure instanceof MalformedEventException) {
      List<String> problems = ((MalformedEventException) failure).problems();
      return of(400, "The request is malformed", problems);
    }
    if (failure instanceof EventDataException) {
      return rejected(((EventDataException) failure).problems());
    }
    if (failure instanceof CallFailedException) return remote((CallFailedException) failure);
    if (failure instanceof SettingsException) {
      List<String> problems = ((SettingsException) failure).problems();
      return new Problem(503, "The function's settings are wrong", problems, OPERATORS_NEED, null);
    }
    return bug(failure);
  }

  /** The same for whatever else can be thrown. */
  static Problem thrown(Throwable failure) {
    return failure instanceof RuntimeException ? from((RuntimeException) failure) : bug(failure);
  }

  private static Problem bug(Throwable failure) {
    String error = "this is an error of the function; its log has more under the call id";
    return new Problem(500, "The function failed", List.of(error), null, failure);
  }

  private static Problem remote(CallFailedException failure) {
    int status = failure.kind().status();
    String title = failure.remote() + " did not do its part";
    Duration wait = failure.retryAfter().orElse(null);
    return new Problem(status, title, List.of(failure.getMessage()), wait, null);
  }

  public int status() {
    return status;
  }

  public List<String> errors() {
    return errors;
  }

  /** All reasons in one line. */
  public String detail() {
    return String.join("; ", errors);
  }

  /** When to ask again, in whole seconds rounded up. */
  public Optional<String> retryAfter() {
    return Optional.ofNullable(retryAfter)
        .map(wait -> Long.toString(wait.plusNanos(999_999_999).toSeconds()));
  }

  /** What was thrown, for the log alone, where it is an error of ours. */
  Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }

  /** The problem details. */
  public ObjectNode toJson(String function, String callId) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", "about:blank").put("title", title).put("status", status);
    node.put("detail", detail());
    ArrayNode list = node.putArray("errors");
    errors.forEach(list::add);
    return node.put("function", function).put("callId", callId);
  }

  @Override
  public String toString() {
    return status + " " + detail();
  }
}
