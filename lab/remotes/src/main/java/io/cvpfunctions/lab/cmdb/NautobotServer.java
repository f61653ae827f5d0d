package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Nautobot of some release: a NetBox that knows itself by UUIDs and refuses unknown filters. */
public final class NautobotServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("/api/(\\w+/[\\w-]+)/(?:([0-9a-f-]{36})/(notes/)?)?");
  private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

  private final String version;
  private final AtomicLong ids = new AtomicLong();
  private final ObjectStore objects =
      new ObjectStore(() -> new UUID(0x4000, ids.incrementAndGet()).toString());
  private final NautobotRules rules = new NautobotRules(objects);
  private final Set<String> denied = new HashSet<>();
  private final HttpEndpoint endpoint;

  private NautobotServer(String version) {
    this.version = version;
    this.endpoint = HttpEndpoint.start(Listen.anywhere(), request -> answer(request));
    for (String status :
        List.of("Active", "Offline", "Planned", "Staged", "Failed", "Decommissioning")) {
      add("extras/statuses", "{\"name\": \"" + status + "\"}");
    }
    add("ipam/namespaces", "{\"name\": \"Global\"}");
  }

  /** A release such as 3.1, on a free port of 127.0.0.1, with no prefix in it. */
  public static NautobotServer start(String version) {
    return new NautobotServer(version);
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

  public String token() {
    return TOKEN;
  }

  /** The token lacks a permission, such as {@code add dcim/locations}. */
  public synchronized void deny(String action) {
    denied.add(action);
  }

  /** What keeps names of devices apart: {@code location_tenant_name}, {@code name} or none. */
  public synchronized void setUniqueness(String deviceUniqueness) {
    rules.setUniqueness(deviceUniqueness);
  }

  /** Puts an object there as an administrator would, and answers its id. */
  public synchronized String add(String path, String json) {
    ObjectNode kept = rules.accepted(kind(path), parse(json), MAPPER.createObjectNode());
    return objects.add(path, kept).path("id").asText();
  }

  /** Does what a person does who edits an object. */
  public synchronized void edit(String path, String id, String json) {
    ObjectNode object = objects.get(path, id);
    objects.change(object, rules.accepted(kind(path), parse(json), object));
  }

  /** The id of what has that name. */
  public synchronized String id(String path, String name) {
    return objects.all(path).stream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  /** What is there, relations shown two levels deep. */
  public synchronized List<ObjectNode> all(String path) {
    return objects.all(path).stream().map(each -> view().show(kind(path), each, 2)).toList();
  }

  private NautobotView view() {
    return new NautobotView(objects, url());
  }

  private static Kind kind(String path) {
    return NautobotKinds.BY_PATH.get(path);
  }

  private synchronized Reply answer(RecordedRequest request) {
    try {
      return authorized(request).with("API-Version", version);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Reply authorized(RecordedRequest request) {
    String token = request.header("authorization").orElse("");
    if (token.isEmpty()) {
      return detail(403, "Authentication credentials were not provided.");
    }
    if (!token.equals("Token " + TOKEN)) {
      return detail(403, "Invalid token");
    }
    String accepted = request.header("accept").orElse("");
    if (accepted.contains("version=") && !accepted.contains("version=" + version)) {
      return detail(406, "Invalid version in \"Accept\" header.").asUnexpected();
    }
    Matcher path = PATH.matcher(request.path());
    Kind kind = path.matches() ? kind(path.group(1)) : null;
    if (kind == null) {
      return detail(404, "Not found.").asUnexpected();
    }
    if (path.group(3) != null) {
      return notes(path.group(2), request);
    }
    return path.group(2) == null ? onAll(kind, request) : onOne(kind, path.group(2), request);
  }

  private void permit(String action, Kind kind) {
    if (denied.contains(action + " " + kind.path())) {
      throw new Refusal(detail(403, "You do not have permission to perform this action."));
    }
  }

  private static Reply detail(int status, String text) {
    return Reply.json(status, MAPPER.createObjectNode().put("detail", text));
  }

  private Reply onAll(Kind kind, RecordedRequest request) {
    if (request.method().equals("POST")) {
      permit("add", kind);
      JsonNode body = parse(request.body());
      if (body.isArray()) {
        return list(201, kind, bulk(kind).create(body));
      }
      ObjectNode kept = rules.accepted(kind, body, MAPPER.createObjectNode());
      return Reply.json(
          201, view().show(kind, objects.add(kind.path(), kept), NautobotQuery.depth(request)));
    }
    if (request.method().equals("PATCH")) {
      permit("change", kind);
      return list(200, kind, bulk(kind).change(parse(request.body())));
    }
    if (request.method().equals("OPTIONS")) {
      return Reply.json(options(kind));
    }
    if (!request.method().equals("GET")) {
      return detail(405, "Method not allowed.").asUnexpected();
    }
    permit("view", kind);
    return new NautobotQuery(kind, request, view()).answer(objects.all(kind.path()), url());
  }

  /** The methods that the token may use are a list. */
  private ObjectNode options(Kind kind) {
    ObjectNode options = MAPPER.createObjectNode().put("name", kind.title() + " list");
    ArrayNode actions = MAPPER.createArrayNode();
    if (!denied.contains("add " + kind.path())) {
      actions.add("POST");
    }
    if (!denied.contains("change " + kind.path())) {
      actions.add("PUT");
    }
    return actions.isEmpty() ? options : options.set("actions", actions);
  }

  private BulkWrite bulk(Kind kind) {
    return new BulkWrite(objects, kind, (sent, before) -> rules.accepted(kind, sent, before));
  }

  private Reply list(int status, Kind kind, List<ObjectNode> written) {
    ArrayNode all = MAPPER.createArrayNode();
    written.forEach(each -> all.add(view().show(kind, each, 0)));
    return Reply.json(status, all);
  }

  private Reply onOne(Kind kind, String id, RecordedRequest request) {
    ObjectNode object = objects.get(kind.path(), id);
    if (object == null) {
      return detail(404, "No " + kind.title() + " matches the given query.");
    }
    return switch (request.method()) {
      case "GET" -> {
        permit("view", kind);
        yield Reply.json(view().show(kind, object, NautobotQuery.depth(request)));
      }
      case "PATCH" -> {
        permit("change", kind);
        objects.change(object, rules.accepted(kind, parse(request.body()), object));
        yield Reply.json(view().show(kind, object, NautobotQuery.depth(request)));
      }
      case "DELETE" -> {
        permit("delete", kind);
        objects.remove(kind.path(), id);
        yield Reply.empty(204);
      }
      default -> detail(405, "Method not allowed.").asUnexpected();
    };
  }

  private Reply notes(String device, RecordedRequest request) {
    Kind kind = kind("extras/notes");
    if (request.method().equals("POST")) {
      permit("add", kind);
      ObjectNode note = MAPPER.createObjectNode().put("assigned_object_id", device);
      note.set("note", parse(request.body()).path("note"));
      return Reply.json(201, objects.add(kind.path(), note));
    }
    List<ObjectNode> ours =
        objects.all(kind.path()).stream()
            .filter(each -> each.path("assigned_object_id").asText().equals(device))
            .toList();
    return new NautobotQuery(kind, request, view()).page(ours, url());
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new Refusal(detail(400, "JSON parse error"));
    }
  }
}
