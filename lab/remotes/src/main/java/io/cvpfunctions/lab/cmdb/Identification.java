package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** ServiceNow's identification and reconciliation, of one request: by serial number. */
record Identification(
    ObjectStore rows,
    Function<JsonNode, ObjectNode> columns,
    String source,
    boolean writes,
    String refusal) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  ObjectNode identified(JsonNode item) {
    ObjectNode answer = MAPPER.createObjectNode().put("className", item.path("className").asText());
    String serial = item.at("/values/serial_number").asText();
    List<ObjectNode> matches =
        rows.all(ServiceNowServer.CLASS).stream()
            .filter(row -> row.path("serial_number").asText().equalsIgnoreCase(serial))
            .toList();
    String error = error(item, serial, matches);
    if (!error.isEmpty()) {
      answer.put("operation", "NO_CHANGE").put("sysId", "Unknown").put("errorCount", 1);
      answer.putArray("errors").addObject().put("error", error).put("message", "of " + serial);
      return answer;
    }
    ObjectNode kept = columns.apply(item.path("values"));
    return matches.isEmpty() ? inserted(answer, kept) : updated(answer, matches.get(0), kept);
  }

  private String error(JsonNode item, String serial, List<ObjectNode> matches) {
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (!Set.of("Other Automated", "ServiceNow", "Manual Entry").contains(source)) {
      return "INVALID_INPUT_DATA";
    }
    if (!item.path("className").asText().equals(ServiceNowServer.CLASS)) {
      return "INVALID_ServiceNowServer.CLASS";
    }
    if (serial.isEmpty() || serial.length() > 255) {
      return "MISSING_MATCHING_ATTRIBUTES";
    }
    return matches.size() > 1 ? "MULTIPLE_DUPLICATE_RECORDS" : "";
  }

  private ObjectNode inserted(ObjectNode answer, ObjectNode kept) {
    if (!writes) {
      return done(answer, "INSERT", "NO_MATCH", "Unknown");
    }
    ObjectNode row = rows.add(ServiceNowServer.CLASS, kept.put("discovery_source", source));
    return done(answer, "INSERT", "NO_MATCH", row.path("id").asText());
  }

  private ObjectNode updated(ObjectNode answer, ObjectNode row, ObjectNode kept) {
    boolean same =
        kept.properties().stream().allMatch(f -> f.getValue().equals(row.path(f.getKey())));
    if (writes) {
      rows.change(row, kept);
    }
    return done(answer, same ? "NO_CHANGE" : "UPDATE", "MATCHED", row.path("id").asText());
  }

  private static ObjectNode done(ObjectNode answer, String operation, String attempt, String id) {
    answer.put("operation", operation).put("sysId", id).put("errorCount", 0);
    answer.putArray("identificationAttempts").addObject().put("attemptResult", attempt);
    return answer;
  }
}
