package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The commands of one request; each request starts anew, outside privileged mode. */
final class Batch {
  private final CommandRunner runner;
  private final JsonNode cmds;
  private final String format;
  private final String version;
  private final boolean timestamps;
  private ObjectNode failure;

  Batch(CommandRunner runner, JsonNode params) {
    this.runner = runner;
    this.cmds = params.path("cmds");
    this.format = params.path("format").asText("json");
    this.version = params.path("version").asText();
    this.timestamps = params.path("timestamps").asBoolean();
  }

  ArrayNode run(boolean stopOnError) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    boolean privileged = false;
    for (int index = 0; index < cmds.size(); index++) {
      Command command = Command.of(cmds.get(index), version);
      CommandAnswer answer = runner.run(command, format, privileged);
      privileged |= command.text().equals("enable") && !answer.failed();
      results.add(result(answer));
      if (answer.failed() && failure == null) {
        failure = Eapi.error(answer.code(), message(index, answer.code()));
      }
      if (answer.failed() && stopOnError) {
        return results;
      }
    }
    return results;
  }

  /** Null when every command went well. */
  ObjectNode failure() {
    return failure;
  }

  private JsonNode result(CommandAnswer answer) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (answer.failed()) {
      if (format.equals("text")) {
        result.put("output", "% " + String.join("\n", answer.errors()));
      }
      answer.errors().forEach(result.putArray("errors")::add);
      return result;
    }
    if (format.equals("json") && !answer.json().isObject()) {
      return answer.json();
    }
    return stamped(
        format.equals("text") ? result.put("output", answer.text()) : answer.json().deepCopy());
  }

  private JsonNode stamped(JsonNode result) {
    if (timestamps && result instanceof ObjectNode object) {
      object
          .putObject("_meta")
          .put("execStartTime", System.currentTimeMillis() / 1000.0)
          .put("execDuration", 0.01);
    }
    return result;
  }

  /** The switch quotes a command as it came, its {@code input} included: clients must mask it. */
  private String message(int index, int code) {
    JsonNode sent = cmds.get(index);
    String quoted = sent.has("input") ? sent.toString() : Command.of(sent, version).text();
    return "CLI command %d of %d '%s' failed: %s"
        .formatted(index + 1, cmds.size(), quoted, EapiError.words(code));
  }
}
