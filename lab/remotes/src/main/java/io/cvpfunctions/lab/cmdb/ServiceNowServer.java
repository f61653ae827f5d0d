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
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ServiceNow instance: the Table API, and identification and reconciliation of items. */
public final class ServiceNowServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final String CLASS = "cmdb_ci_ip_switch";
  static final String JOURNAL = "sys_journal_field";
  private static final Pattern PATH = Pattern.compile("/api/now/table/(\\w+)(?:/([0-9a-f]{32}))?");
  private static final Pattern IRE = Pattern.compile("/api/now/identifyreconcile(/query)?");

  private final AtomicLong ids = new AtomicLong();
  private final ObjectStore rows = new ObjectStore(() -> "a%031x".formatted(ids.incrementAndGet()));
  private final ServiceNowTables tables = new ServiceNowTables(rows);
  private final Set<String> denied = new HashSet<>();
  private final OauthTokens oauth = new OauthTokens(username(), password());
  private final HttpEndpoint endpoint;
  private volatile String refusal = "";

  private ServiceNowServer() {
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

  /** The application registry: its client, and the tokens that it gives. */
  public OauthTokens oauth() {
    return oauth;
  }

  /** Adds columns to all classes of items, as an administrator does. */
  public synchronized void addColumns(String... names) {
    tables.addColumns(names);
  }

  /** The access rules deny an operation, such as {@code create cmn_location}. */
  public synchronized void deny(String action) {
    denied.add(action);
  }

  /** IRE refuses every item with that error, inside an answer of 200. */
  public void refuseItems(String error) {
    refusal = error;
  }

  /** Every condition is one that it does not understand, and so is dropped. */
  public void dropConditions() {
    tables.dropConditions();
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
    return tables.shown(column, id);
  }

  private synchronized Reply answer(RecordedRequest request) {
    try {
      return authorized(request);
    } catch (Refusal refused) {
      return refused.reply();
    }
  }

  private Reply authorized(RecordedRequest request) {
    if (request.path().equals("/oauth_token.do") && request.method().equals("POST")) {
      return oauth.answer(request);
    }
    String user = username() + ":" + password();
    String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    String authorization = request.header("authorization").orElse("");
    if (!authorization.equals("Basic " + basic) && !oauth.knows(authorization)) {
      return error(401, "User Not Authenticated", "Required to provide Auth information");
    }
    if (IRE.matcher(request.path()).matches() && request.method().equals("POST")) {
      return identify(request);
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return error(404, "Requested URI does not represent any resource", "").asUnexpected();
    }
    if (!tables.has(path.group(1))) {
      return error(400, "Invalid table " + path.group(1), null);
    }
    return onTable(path.group(1), path.group(2), request);
  }

  private Reply onTable(String table, String id, RecordedRequest request) {
    return switch (request.method()) {
      case "GET" -> {
        permit("read", table);
        yield id == null
            ? tables.list(table, request)
            : error(404, "No Record found", "").asUnexpected();
      }
      case "POST" -> {
        permit("create", table);
        yield Reply.json(
            201, result(plain(rows.add(table, tables.accepted(table, parse(request.body()))))));
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

  private Reply changed(String table, String id, JsonNode body) {
    ObjectNode row = tables.find(table, id);
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
    rows.change(row, tables.accepted(table, body));
    return Reply.json(result(plain(row)));
  }

  private static ObjectNode plain(ObjectNode row) {
    return row.deepCopy().put("sys_id", row.path("id").asText());
  }

  private static ObjectNode result(JsonNode result) {
    return MAPPER.createObjectNode().set("result", result);
  }

  /** Whatever happens to the items, the status is 200; {@code /query} says what would. */
  private Reply identify(RecordedRequest request) {
    permit("write", CLASS);
    String source = request.query().getOrDefault("sysparm_data_source", "");
    boolean writes = !request.path().endsWith("/query");
    Identification ire =
        new Identification(rows, values -> tables.accepted(CLASS, values), source, writes, refusal);
    ArrayNode items = MAPPER.createArrayNode();
    parse(request.body()).path("items").forEach(item -> items.add(ire.identified(item)));
    ObjectNode result = MAPPER.createObjectNode().set("items", items);
    result.putArray("relations");
    return Reply.json(result(result));
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
