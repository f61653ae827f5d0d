package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ServiceNow instance: the Table API, and identification and reconciliation of items. */
public final class ServiceNowServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CLASS = "cmdb_ci_ip_switch";
  private static final String JOURNAL = "sys_journal_field";
  private static final Pattern PATH = Pattern.compile("/api/now/table/(\\w+)(?:/([0-9a-f]{32}))?");
  private static final Map<String, String> REFERENCES =
      Map.of("location", "cmn_location", "model_id", "cmdb_model", "manufacturer", "core_company");

  private final Map<String, Set<String>> columns = new HashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final ObjectStore rows = new ObjectStore(() -> "a%031x".formatted(ids.incrementAndGet()));
  private final Set<String> denied = new HashSet<>();
  private final HttpEndpoint endpoint;
  private volatile String refusal = "";

  private ServiceNowServer() {
    columns.put("cmn_location", Set.of("name"));
    columns.put("core_company", Set.of("name", "manufacturer"));
    columns.put("cmdb_model", Set.of("name", "manufacturer"));
    columns.put(JOURNAL, Set.of("element_id", "element", "value"));
    columns.put(
        CLASS,
        new TreeSet<>(
            List.of(
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
                "discovery_source")));
    this.endpoint = HttpEndpoint.start(Listen.anywhere(), request -> answer(request));
  }

  /** An instance without any column of ours. */
  public static ServiceNowServer start() {
    return new ServiceNowServer();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  public String url() {
    return endpoint.url();
  }

  public HttpEndpoint http() {
    return endpoint;
  }

  public String username() {
    return "recorder";
  }

  public String password() {
    return "not-a-secret-in-the-lab";
  }

  /** Adds columns to the switches, as an administrator does. */
  public synchronized void addColumns(String... names) {
    columns.get(CLASS).addAll(List.of(names));
  }

  /** The access rules deny an operation, such as {@code create cmn_location}. */
  public synchronized void deny(String action) {
    denied.add(action);
  }

  /** IRE refuses every item with that error, inside an answer of 200. */
  public void refuseItems(String error) {
    refusal = error;
  }

  /** Every request is answered with the page of an instance that sleeps. */
  public void hibernate() {
    endpoint.fail(Fault.instead(Reply.html(200, "Your instance is hibernating")));
  }

  /** Puts a row there as a person does, and answers its sys_id. */
  public synchronized String add(String table, String json) {
    return rows.add(table, (ObjectNode) parse(json)).path("id").asText();
  }

  public synchronized void edit(String table, String id, String json) {
    rows.change(rows.get(table, id), parse(json));
  }

  /** What is there; references are sys_ids. */
  public synchronized List<ObjectNode> all(String table) {
    return rows.all(table).stream().map(ObjectNode::deepCopy).toList();
  }

  /** What people see where a row refers to another. */
  public synchronized String shown(String column, String id) {
    ObjectNode row = rows.get(REFERENCES.get(column), id);
    return row == null ? "" : row.path("name").asText();
  }

  private synchronized Reply answer(RecordedRequest request) {
    try {
      return authorized(request);
    } catch (Refusal refused) {
      return refused.reply();
    }
  }

  private Reply authorized(RecordedRequest request) {
    String user = username() + ":" + password();
    String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    if (!request.header("authorization").orElse("").equals("Basic " + basic)) {
      return error(401, "User Not Authenticated", "Required to provide Auth information");
    }
    if (request.path().equals("/api/now/identifyreconcile") && request.method().equals("POST")) {
      return identify(request);
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return error(404, "Requested URI does not represent any resource", "").asUnexpected();
    }
    if (!columns.containsKey(path.group(1))) {
      return error(400, "Invalid table " + path.group(1), null);
    }
    return onTable(path.group(1), path.group(2), request);
  }

  private Reply onTable(String table, String id, RecordedRequest request) {
    return switch (request.method()) {
      case "GET" -> {
        permit("read", table);
        yield id == null ? list(table, request) : error(404, "No Record found", "").asUnexpected();
      }
      case "POST" -> {
        permit("create", table);
        yield Reply.json(
            201, result(plain(rows.add(table, accepted(table, parse(request.body()))))));
      }
      case "PATCH" -> {
        permit("write", table);
        yield changed(table, id, parse(request.body()));
      }
      default -> error(405, "Method not supported", "").asUnexpected();
    };
  }

  private void permit(String operation, String table) {
    if (denied.contains(operation + " " + table)) {
      throw new Refusal(
          error(403, "Operation against file '" + table + "' was aborted", "ACL restricts"));
    }
  }

  /** What is no column is dropped without a word. */
  private ObjectNode accepted(String table, JsonNode body) {
    ObjectNode kept = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (columns.get(table).contains(field.getKey())) {
        kept.put(field.getKey(), field.getValue().asText());
      }
    }
    return kept;
  }

  private Reply changed(String table, String id, JsonNode body) {
    ObjectNode row = rows.get(table, id);
    if (row == null) {
      return error(
          404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");
    }
    if (body.has("work_notes")) {
      rows.add(
          JOURNAL,
          MAPPER
              .createObjectNode()
              .put("element_id", id)
              .put("element", "work_notes")
              .put("value", body.path("work_notes").asText()));
    }
    rows.change(row, accepted(table, body));
    return Reply.json(result(plain(row)));
  }

  private Reply list(String table, RecordedRequest request) {
    EncodedQuery query =
        new EncodedQuery(request.query().getOrDefault("sysparm_query", ""), columns.get(table));
    List<ObjectNode> fitting = rows.all(table).stream().filter(query::fits).toList();
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
      String value = name.equals("sys_id") ? row.path("id").asText() : row.path(name).asText();
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

  private static ObjectNode plain(ObjectNode row) {
    return row.deepCopy().put("sys_id", row.path("id").asText());
  }

  private static ObjectNode result(JsonNode result) {
    return MAPPER.createObjectNode().set("result", result);
  }

  /** Whatever happens to the item, the status is 200. */
  private Reply identify(RecordedRequest request) {
    permit("write", CLASS);
    ArrayNode items = MAPPER.createArrayNode();
    for (JsonNode item : parse(request.body()).path("items")) {
      items.add(identified(item, request.query().getOrDefault("sysparm_data_source", "")));
    }
    ObjectNode result = MAPPER.createObjectNode().set("items", items);
    result.putArray("relations");
    return Reply.json(result(result));
  }

  private ObjectNode identified(JsonNode item, String source) {
    ObjectNode answer = MAPPER.createObjectNode().put("className", item.path("className").asText());
    String serial = item.at("/values/serial_number").asText();
    List<ObjectNode> matches =
        rows.all(CLASS).stream()
            .filter(row -> row.path("serial_number").asText().equalsIgnoreCase(serial))
            .toList();
    String error = error(item, source, serial, matches);
    if (!error.isEmpty()) {
      answer.put("operation", "NO_CHANGE").put("sysId", "Unknown").put("errorCount", 1);
      answer.putArray("errors").addObject().put("error", error).put("message", "of " + serial);
      return answer;
    }
    ObjectNode kept = accepted(CLASS, item.path("values"));
    return matches.isEmpty()
        ? inserted(answer, kept, source)
        : updated(answer, matches.get(0), kept);
  }

  private String error(JsonNode item, String source, String serial, List<ObjectNode> matches) {
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (!Set.of("Other Automated", "ServiceNow", "Manual Entry").contains(source)) {
      return "INVALID_INPUT_DATA";
    }
    if (!item.path("className").asText().equals(CLASS)) {
      return "INVALID_CLASS";
    }
    if (serial.isEmpty() || serial.length() > 255) {
      return "MISSING_MATCHING_ATTRIBUTES";
    }
    return matches.size() > 1 ? "MULTIPLE_DUPLICATE_RECORDS" : "";
  }

  private ObjectNode inserted(ObjectNode answer, ObjectNode kept, String source) {
    ObjectNode row = rows.add(CLASS, kept.put("discovery_source", source));
    return done(answer, "INSERT", "NO_MATCH", row);
  }

  private ObjectNode updated(ObjectNode answer, ObjectNode row, ObjectNode kept) {
    boolean same =
        kept.properties().stream().allMatch(f -> f.getValue().equals(row.path(f.getKey())));
    rows.change(row, kept);
    return done(answer, same ? "NO_CHANGE" : "UPDATE", "MATCHED", row);
  }

  private static ObjectNode done(
      ObjectNode answer, String operation, String attempt, ObjectNode row) {
    answer.put("operation", operation).put("sysId", row.path("id").asText()).put("errorCount", 0);
    answer.putArray("identificationAttempts").addObject().put("attemptResult", attempt);
    return answer;
  }

  private static Reply error(int status, String message, String detail) {
    ObjectNode body = MAPPER.createObjectNode();
    body.putObject("error").put("message", message).put("detail", detail);
    return Reply.json(status, body.put("status", "failure"));
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new Refusal(error(400, "Exception while reading request", "not JSON"));
    }
  }
}
