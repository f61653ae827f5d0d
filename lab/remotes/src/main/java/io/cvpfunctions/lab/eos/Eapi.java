package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.util.Iterator;
import java.util.Set;

/** JSON-RPC {@code runCmds}: always status 200, errors with what ran before them. */
final class Eapi {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> OLD =
      Set.of("version", "cmds", "format", "timestamps", "autoComplete", "expandAliases");
  private static final Set<String> NEW = Set.of("stopOnError", "includeErrorDetail");

  private final CommandRunner runner;
  private final boolean newer;

  Eapi(CommandRunner runner, boolean newer) {
    this.runner = runner;
    this.newer = newer;
  }

  /** One request at a time, as the switch queues them. */
  synchronized Reply answer(RecordedRequest http) {
    JsonNode request = parse(http.body());
    ObjectNode answer = MAPPER.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.has("id") ? request.get("id") : NullNode.getInstance());
    ObjectNode refusal = refusal(request);
    if (refusal != null) {
      answer.set("error", refusal);
    } else {
      run(request.path("params"), answer);
    }
    return Reply.json(answer);
  }

  private void run(JsonNode params, ObjectNode answer) {
    boolean stopOnError = params.path("stopOnError").asBoolean(true);
    Batch batch = new Batch(runner, params);
    ArrayNode results = batch.run(stopOnError);
    if (batch.failure() == null) {
      answer.set("result", results);
    } else {
      answer.set("error", batch.failure().set("data", results));
    }
  }

  private ObjectNode refusal(JsonNode request) {
    if (request.isMissingNode()) {
      return error(EapiError.PARSE, "Parse error");
    }
    boolean wellFormed =
        request.isObject()
            && request.path("jsonrpc").asText().equals("2.0")
            && request.has("id")
            && request.has("method");
    if (!wellFormed) {
      return error(EapiError.BAD_REQUEST, "Invalid request");
    }
    if (!request.path("method").asText().equals("runCmds")) {
      return error(EapiError.UNKNOWN_METHOD, "Method not found");
    }
    return paramsRefusal(request.path("params"));
  }

  private ObjectNode paramsRefusal(JsonNode params) {
    if (!params.isObject() || !params.has("version") || !params.path("cmds").isArray()) {
      return badParams("version and cmds are needed");
    }
    for (Iterator<String> names = params.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!OLD.contains(name) && !(newer && NEW.contains(name))) {
        return badParams("runCmds() got an unexpected keyword argument '" + name + "'");
      }
    }
    String version = params.path("version").asText();
    if (!version.equals("1") && !version.equals("latest")) {
      return badParams("version is neither 1 nor latest");
    }
    if (!Set.of("json", "text").contains(params.path("format").asText("json"))) {
      return badParams("format is neither json nor text");
    }
    return cmdsRefusal(params.path("cmds"));
  }

  private static ObjectNode cmdsRefusal(JsonNode cmds) {
    for (JsonNode cmd : cmds) {
      if (!cmd.isTextual() && !cmd.path("cmd").isTextual()) {
        return badParams("a command is neither a string nor an object with cmd");
      }
    }
    return null;
  }

  private static ObjectNode badParams(String why) {
    return error(EapiError.BAD_PARAMS, "Invalid params: " + why);
  }

  static ObjectNode error(int code, String message) {
    return MAPPER.createObjectNode().put("code", code).put("message", message);
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
