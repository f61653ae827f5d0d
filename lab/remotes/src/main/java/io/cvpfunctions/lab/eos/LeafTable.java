package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a table of answers from a resource, with this switch's own facts put in. */
final class LeafTable {
  private LeafTable() {}

  static CommandTable read(String resource, Map<String, String> facts) {
    CommandTable table = new CommandTable();
    try (InputStream in = LeafTable.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> fact : facts.entrySet()) {
        text = text.replace("${" + fact.getKey() + "}", fact.getValue());
      }
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(text).properties()) {
        put(table, entry.getKey(), entry.getValue());
      }
      return table;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void put(CommandTable table, String command, JsonNode answer) {
    if (answer.has("json")) {
      table.put(command, "json", CommandAnswer.json(answer.get("json")));
      table.revision(command, answer.path("revision").asInt());
    }
    if (answer.has("text")) {
      table.put(command, "text", CommandAnswer.text(answer.get("text").asText()));
    }
  }
}
