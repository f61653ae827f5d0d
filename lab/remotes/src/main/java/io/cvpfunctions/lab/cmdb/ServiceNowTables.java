package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** ServiceNow's tables: which columns they have, and what they show of their rows. */
final class ServiceNowTables {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> REFERENCES =
      Map.of("location", "cmn_location", "model_id", "cmdb_model", "manufacturer", "core_company");

  /** What IRE looks serial numbers up in. */
  static final String LOOKUP = "cmdb_serial_number";

  /** The classes of items, whose rows the table of all of them has too. */
  static final List<String> CLASSES =
      List.of(ServiceNowServer.CLASS, "cmdb_ci_ip_router", ServiceNowTables.ABOVE);

  /** The class above the others. */
  static final String ABOVE = "cmdb_ci_netgear";

  private static final String BASE = "cmdb_ci";
  private static final String CLASS_NAME = "sys_class_name";

  private static final List<String> OF_ITEMS =
      List.of(
          CLASS_NAME,
          "name",
          "serial_number",
          "ip_address",
          "mac_address",
          "fqdn",
          "manufacturer",
          "model_id",
          "location",
          "install_status",
          "operational_status",
          "discovery_source");

  private final Map<String, Set<String>> columns = new HashMap<>();
  private final ObjectStore rows;
  private volatile boolean understands = true;

  ServiceNowTables(ObjectStore rows) {
    this.rows = rows;
    columns.put("cmn_location", Set.of("name"));
    columns.put("core_company", Set.of("name", "manufacturer"));
    columns.put("cmdb_model", Set.of("name", "manufacturer"));
    columns.put(ServiceNowServer.JOURNAL, Set.of("element_id", "element", "value"));
    columns.put(LOOKUP, Set.of("cmdb_ci", "serial_number", "serial_number_type", "valid"));
    columns.put(BASE, new TreeSet<>(OF_ITEMS));
    CLASSES.forEach(each -> columns.put(each, new TreeSet<>(OF_ITEMS)));
  }

  boolean has(String table) {
    return columns.containsKey(table);
  }

  /** Of all classes of items. */
  void addColumns(String... names) {
    CLASSES.forEach(each -> columns.get(each).addAll(List.of(names)));
  }

  /** A row of that table, or of one below it; null where there is none. */
  ObjectNode find(String table, String id) {
    return all(table).stream()
        .filter(row -> row.path("id").asText().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** From now on no condition is understood. */
  void dropConditions() {
    understands = false;
  }

  /** What people see where a row refers to another. */
  String shown(String column, String id) {
    ObjectNode row = rows.get(REFERENCES.get(column), id);
    return row == null ? "" : row.path("name").asText();
  }

  /** What is no column is dropped without a word. */
  ObjectNode accepted(String table, JsonNode body) {
    ObjectNode kept = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (columns.get(table).contains(field.getKey())) {
        kept.put(field.getKey(), field.getValue().asText());
      }
    }
    return kept;
  }

  /** The page that was asked for, of the rows that fit. */
  Reply list(String table, RecordedRequest request) {
    EncodedQuery query =
        new EncodedQuery(request.query().getOrDefault("sysparm_query", ""), columns.get(table));
    List<ObjectNode> fitting =
        all(table).stream().filter(row -> !understands || query.fits(row)).toList();
    int limit = Integer.parseInt(request.query().getOrDefault("sysparm_limit", "10000"));
    int offset = Integer.parseInt(request.query().getOrDefault("sysparm_offset", "0"));
    ArrayNode result = MAPPER.createArrayNode();
    fitting.stream()
        .skip(offset)
        .limit(limit)
        .forEach(row -> result.add(fields(table, row, request)));
    return Reply.json(MAPPER.createObjectNode().set("result", result))
        .with("X-Total-Count", Integer.toString(fitting.size()));
  }

  private List<ObjectNode> all(String table) {
    if (!table.equals(BASE) && !table.equals(ABOVE)) return rows.all(table);
    return CLASSES.stream().flatMap(each -> rows.all(each).stream()).toList();
  }

  private String value(ObjectNode row, String column) {
    return switch (column) {
      case "sys_id" -> row.path("id").asText();
      case CLASS_NAME -> classOf(rows, row.path("id").asText());
      default -> row.path(column).asText();
    };
  }

  static String classOf(ObjectStore rows, String id) {
    return CLASSES.stream().filter(each -> rows.get(each, id) != null).findFirst().orElse("");
  }

  /** Values are strings; fields that are no columns are left out. */
  private ObjectNode fields(String table, ObjectNode row, RecordedRequest request) {
    ObjectNode shown = MAPPER.createObjectNode();
    boolean both = request.query().getOrDefault("sysparm_display_value", "").equals("all");
    List<String> wanted =
        new ArrayList<>(
            List.of(request.query().getOrDefault("sysparm_fields", "sys_id").split(",", -1)));
    for (String name : wanted) {
      if (!name.equals("sys_id") && !columns.get(table).contains(name)) {
        continue;
      }
      String value = value(row, name);
      String display =
          REFERENCES.containsKey(name) && !value.isEmpty() ? shown(name, value) : value;
      if (both) {
        shown.putObject(name).put("display_value", display).put("value", value);
      } else {
        shown.put(name, value);
      }
    }
    return shown;
  }
}
