package io.cvpfunctions.lab.openfaas;

import java.time.Duration;
import java.time.Instant;

/**
 * One call that the gateway was asked for, written down when it was over.
 *
 * @param request as the caller sent it, before the gateway's own headers were added
 * @param reachedFunction false where a fault, or a function nobody knows, ended the call earlier
 * @param status what the caller was told; 0 where the connection was cut instead
 * @param whole false where the caller did not get all of the answer
 */
public record Invocation(
    String function,
    FunctionRequest request,
    boolean reachedFunction,
    int status,
    boolean whole,
    FunctionResponse response,
    Instant at,
    Duration took) {

  /** The first value of a request header, or null. */
  public String header(String name) {
    return request.headers().get(name);
  }

  /** The body that was answered, read as UTF-8. */
  public String responseText() {
    return response.bodyText();
  }

  /** The body that was sent, read as UTF-8. */
  public String body() {
    return request.bodyText();
  }

  @Override
  public String toString() {
    return request.method() + " " + function + " -> " + status + " in " + took.toMillis() + " ms";
  }
}
