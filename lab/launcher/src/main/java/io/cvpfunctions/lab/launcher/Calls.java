package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.openfaas.Invocation;
import java.util.ArrayList;
import java.util.List;

/** Takes an invocation apart: each event that was sent, with what was answered to it. */
public final class Calls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Calls() {}

  /** One event and its answer. */
  public record Told(
      String type, String subject, JsonNode event, int status, JsonNode answer, String reason) {
    /** Whether it was taken. */
    public boolean isDone() {
      return status >= 200 && status < 300;
    }

    /** What the function says came of it. */
    public JsonNode result() {
      return answer.path("result");
    }

    /** The hostname, or what identifies the device where there is none. */
    public String device() {
      JsonNode device = event.path("data").path("device");
      return device.path("hostname").asText(device.path("name").asText(subject));
    }

    /** Which device and type, as far as that can be told. */
    public String about() {
      String device = device().isEmpty() ? "" : " for " + device();
      return type.isEmpty() ? device : device + " (" + type + ")";
    }

    /** What was answered instead of a result, in the function's words or the gateway's. */
    public String detail() {
      String detail = answer.path("detail").asText("");
      return detail.isEmpty() ? reason : detail;
    }
  }

  /** In the order in which they were sent. */
  public static List<Told> of(Invocation invocation) {
    JsonNode body = parse(invocation.body());
    JsonNode answer = parse(invocation.responseText());
    List<Told> told = new ArrayList<>();
    if (!body.isArray()) {
      told.add(told(withAttributes(body, invocation), invocation, answer));
      return told;
    }
    for (JsonNode event : body) {
      told.add(told(event, invocation, resultFor(event.path("id").asText(), answer)));
    }
    return told;
  }

  private static Told told(JsonNode event, Invocation invocation, JsonNode answer) {
    String type = event.path("type").asText("");
    String subject = event.path("subject").asText("");
    int status = answer.path("status").asInt(invocation.status());
    return new Told(type, subject, event, status, answer, reason(invocation));
  }

  /** What was answered by somebody other than the function, or without the details of ours. */
  private static String reason(Invocation invocation) {
    String who = invocation.response().headers().get("X-OpenFaaS-Internal");
    String text = invocation.responseText().strip();
    if (who != null) return text.isEmpty() ? who + " had no answer of the function" : text;
    return text.isEmpty() ? "without a reason" : text;
  }

  /** An event in binary mode has its attributes in headers; what people type has none. */
  private static JsonNode withAttributes(JsonNode body, Invocation invocation) {
    String type = invocation.header("ce-type");
    if (type == null) return body;
    ObjectNode event = JSON.createObjectNode().put("type", type);
    event.put("subject", invocation.header("ce-subject")).set("data", body);
    return event;
  }

  private static JsonNode resultFor(String id, JsonNode answer) {
    for (JsonNode result : answer.path("results")) {
      if (result.path("id").asText().equals(id)) return result;
    }
    return answer.has("results") ? MissingNode.getInstance() : answer;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
