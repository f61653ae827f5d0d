package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * ServiceNow's identification and reconciliation, of one request: by the table of serial numbers,
 * else by the item's own, else by its name, whatever its class.
 */
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
    List<ObjectNode> matches = matches(item, serial);
    String error = error(item, serial, matches);
    if (!error.isEmpty()) {
      answer.put("operation", "NO_CHANGE").put("sysId", "Unknown").put("errorCount", 1);
      answer.putArray("errors").addObject().put("error", error).put("message", "of " + serial);
      return answer;
    }
    ObjectNode kept = columns.apply(item.path("values"));
    ObjectNode done =
        matches.isEmpty() ? inserted(answer, kept) : updated(answer, matches.get(0), kept);
    if (writes) remember(item, done.path("sysId").asText());
    return done;
  }

  /** The first of its rules that finds anything decides. */
  private List<ObjectNode> matches(JsonNode item, String serial) {
    List<ObjectNode> bySerial = items(row -> isLookedUp(item, row));
    if (bySerial.isEmpty()) bySerial = items(row -> is(row, "serial_number", serial));
    if (!bySerial.isEmpty()) return bySerial;
    return items(row -> is(row, "name", item.at("/values/name").asText()));
  }

  private List<ObjectNode> items(Predicate<ObjectNode> which) {
    return ServiceNowTables.CLASSES.stream()
        .flatMap(each -> rows.all(each).stream())
        .filter(which)
        .toList();
  }

  private static boolean is(ObjectNode row, String column, String text) {
    return !text.isEmpty() && row.path(column).asText().equalsIgnoreCase(text);
  }

  private boolean isLookedUp(JsonNode item, ObjectNode row) {
    String wanted = item.at("/lookup/0/values/serial_number").asText();
    return rows.all(ServiceNowTables.LOOKUP).stream()
        .filter(each -> is(each, "serial_number", wanted) && is(each, "valid", "true"))
        .anyMatch(each -> each.path("cmdb_ci").equals(row.path("id")));
  }

  private String error(JsonNode item, String serial, List<ObjectNode> matches) {
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (!Set.of("Other Automated", "ServiceNow", "Manual Entry").contains(source)) {
      return "INVALID_INPUT_DATA";
    }
    if (!ServiceNowTables.CLASSES.contains(item.path("className").asText())) {
      return "INVALID_CLASS_NAME";
    }
    if (serial.isEmpty() || serial.length() > 255) {
      return "MISSING_MATCHING_ATTRIBUTES";
    }
    if (matches.isEmpty() && item.at("/values/name").asText().isEmpty()) {
      return "REQUIRED_ATTRIBUTE_EMPTY";
    }
    return matches.size() > 1 ? "MULTIPLE_DUPLICATE_RECORDS" : "";
  }

  private ObjectNode inserted(ObjectNode answer, ObjectNode kept) {
    if (!writes) {
      return done(answer, "INSERT", "NO_MATCH", "Unknown");
    }
    String className = answer.path("className").asText();
    ObjectNode row = rows.add(className, kept.put("discovery_source", source));
    return done(answer, "INSERT", "NO_MATCH", row.path("id").asText());
  }

  /** An item of another class becomes one of the class that is named. */
  private ObjectNode updated(ObjectNode answer, ObjectNode row, ObjectNode kept) {
    String id = row.path("id").asText();
    String from = ServiceNowTables.classOf(rows, id);
    String to = answer.path("className").asText();
    boolean same =
        kept.properties().stream().allMatch(f -> f.getValue().equals(row.path(f.getKey())));
    if (writes && !from.equals(to)) {
      rows.move(from, id, to);
    }
    if (writes) {
      rows.change(row, kept);
    }
    boolean unchanged = same && from.equals(to);
    return done(answer, unchanged ? "NO_CHANGE" : update(from, to), "MATCHED", id);
  }

  private static String update(String from, String to) {
    if (from.equals(to)) {
      return "UPDATE";
    }
    if (to.equals(ServiceNowTables.ABOVE)) {
      return "UPDATE_WITH_DOWNGRADE";
    }
    return from.equals(ServiceNowTables.ABOVE) ? "UPDATE_WITH_UPGRADE" : "UPDATE_WITH_SWITCH";
  }

  /** What an item is looked up by is kept. */
  private void remember(JsonNode item, String id) {
    JsonNode values = item.at("/lookup/0/values");
    boolean known =
        rows.all(ServiceNowTables.LOOKUP).stream()
            .anyMatch(
                each ->
                    each.path("cmdb_ci").asText().equals(id)
                        && is(each, "serial_number", values.path("serial_number").asText()));
    if (!values.isMissingNode() && !known) {
      ObjectNode row = ((ObjectNode) values).deepCopy();
      rows.add(ServiceNowTables.LOOKUP, row.put("cmdb_ci", id));
    }
  }

  private static ObjectNode done(ObjectNode answer, String operation, String attempt, String id) {
    answer.put("operation", operation).put("sysId", id).put("errorCount", 0);
    answer.putArray("identificationAttempts").addObject().put("attemptResult", attempt);
    return answer;
  }
}
