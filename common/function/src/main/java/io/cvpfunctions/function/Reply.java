package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the caller, and what the log says of it. */
final class Reply {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final String body;
  private final String outcome;
  private final String detail;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Reply(int status, String contentType, String body, String outcome, String detail) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.outcome = outcome;
    this.detail = detail;
  }

  static Reply json(int status, JsonNode body, String outcome, String detail) {
    return new Reply(status, JSON, body.toPrettyString() + "\n", outcome, detail);
  }

  static Reply text(String contentType, String body, String outcome) {
    return new Reply(200, contentType, body, outcome, "");
  }

  static Reply problem(Problem problem, String function, String callId) {
    ObjectNode details = problem.toJson(function, callId);
    return problem(problem.status(), details, problem.detail()).retryAfter(problem);
  }

  static Reply problem(int status, ObjectNode details, String detail) {
    String text = details.toPrettyString() + "\n";
    return new Reply(status, Problem.CONTENT_TYPE, text, "failed", detail);
  }

  private Reply retryAfter(Problem problem) {
    problem.retryAfter().ifPresent(seconds -> headers.put("Retry-After", seconds));
    return this;
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
