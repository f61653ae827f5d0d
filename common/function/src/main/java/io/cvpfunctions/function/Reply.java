package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What goes back to the caller, and what the log says of it. */
final class Reply {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final String body;
  private final String outcome;
  private final String detail;
  private final Throwable cause;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Reply(
      int status, String contentType, String body, String outcome, String detail, Throwable cause) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.outcome = outcome;
    this.detail = detail;
    this.cause = cause;
  }

  static Reply json(int status, JsonNode body, String outcome, String detail) {
    return new Reply(status, JSON, text(body), outcome, detail, null);
  }

  /** The same for a program to read, on one line: half as long where there is much of it. */
  static Reply compact(int status, JsonNode body, String outcome, String detail) {
    return new Reply(status, JSON, body + "\n", outcome, detail, null);
  }

  static Reply text(String contentType, String body, String outcome) {
    return new Reply(200, contentType, body, outcome, "", null);
  }

  static Reply problem(Problem problem, String function, String callId) {
    return problem(problem, problem.toJson(function, callId));
  }

  /** The problem with more about it than its own details. */
  static Reply problem(Problem problem, ObjectNode details) {
    int status = problem.status();
    Throwable cause = problem.cause().orElse(null);
    String detail = problem.detail();
    Reply reply = new Reply(status, Problem.CONTENT_TYPE, text(details), "failed", detail, cause);
    problem.retryAfter().ifPresent(seconds -> reply.with("Retry-After", seconds));
    return reply;
  }

  private static String text(JsonNode json) {
    return json.toPrettyString() + "\n";
  }

  Reply with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  int status() {
    return status;
  }

  String outcome() {
    return outcome;
  }

  String detail() {
    return detail;
  }

  /** What was thrown, where it is an error of ours. */
  Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }

  IResponse toResponse() {
    Response response = new Response();
    response.setStatusCode(status);
    response.setContentType(contentType);
    response.setBody(body);
    headers.forEach(response::setHeader);
    return response;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
