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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A NetBox of some release, as strict and as careless as the real one. */
public final class NetBoxServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern PATH = Pattern.compile("/api/(\\w+/[\\w-]+)/(?:(\\d+)/)?");

  private final NetBoxRelease release;
  private final AtomicLong ids = new AtomicLong();
  private final ObjectStore objects = new ObjectStore(() -> Long.toString(ids.incrementAndGet()));
  private final NetBoxRules rules = new NetBoxRules(objects);
  private final Set<String> denied = new HashSet<>();
  private final Set<String> hidden = new HashSet<>();
  private final NetBoxTokens tokens;
  private final HttpEndpoint endpoint;
  private volatile String publicUrl;
  private volatile boolean tagsAsJson = true;
  private volatile boolean filters = true;

  private NetBoxServer(String version, Listen listen) {
    this.release = new NetBoxRelease(version);
    this.tokens = new NetBoxTokens(release.hasNewTokens());
    this.endpoint = HttpEndpoint.start(listen, this::answer);
    this.publicUrl = endpoint.url();
  }

  /** A release such as 4.6.8, on a free port of 127.0.0.1. */
  public static NetBoxServer start(String version) {
    return new NetBoxServer(version, Listen.anywhere());
  }

  public static NetBoxServer start(String version, Listen listen) {
    return new NetBoxServer(version, listen);
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

  /** A token of the kind that this release makes. */
  public String token() {
    return tokens.current();
  }

  /** A token of the old kind. */
  public String oldToken() {
    return NetBoxTokens.V1;
  }

  /** The token lacks a permission, such as {@code add dcim/sites}, or {@code add} of anything. */
  public void deny(String action) {
    denied.add(action);
  }

  /** The token's permission to view is constrained, and not to this object. */
  public synchronized void hide(String path, String id) {
    hidden.add(path + " " + id);
  }

  /** Every token is refused for this reason, such as {@code Token expired}. */
  public void refuseTokens(String reason) {
    tokens.refuse(reason);
  }

  /** Links in answers name another host, as behind a proxy that does not tell. */
  public void isBehindAProxy() {
    publicUrl = "http://netbox.internal:8001";
  }

  /** What is there already is found out by the database, not before. */
  public void losesRaces() {
    rules.losesRaces();
  }

  /** ETags are written with another time zone than the time of the last change in the JSON. */
  public void tagsOtherwise() {
    tagsAsJson = false;
  }

  /** A release that knows no filter but paging: it ignores them all. */
  public void knowsNoFilters() {
    filters = false;
  }

  /** Puts an object there as an administrator would, and answers its id. */
  public synchronized String add(String path, String json) {
    ObjectNode kept = rules.accepted(kind(path), parse(json), MAPPER.createObjectNode(), release);
    return objects.add(path, kept).path("id").asText();
  }

  /** Does what a person does who edits an object. */
  public synchronized void edit(String path, String id, String json) {
    ObjectNode object = objects.get(path, id);
    objects.change(object, rules.accepted(kind(path), parse(json), object, release));
  }

  /** What is there, as it is kept: relations are ids. */
  public synchronized List<ObjectNode> all(String path) {
    return objects.all(path).stream().map(ObjectNode::deepCopy).toList();
  }

  /** The devices as NetBox shows them. */
  public synchronized List<ObjectNode> devices() {
    Kind kind = kind("dcim/devices");
    return objects.all(kind.path()).stream()
        .map(each -> view().show(kind, each, new NetBoxRelease("4.0.0")))
        .toList();
  }

  private static Kind kind(String path) {
    return NetBoxKinds.BY_PATH.get(path);
  }

  private NetBoxView view() {
    return new NetBoxView(objects, publicUrl);
  }

  private synchronized Reply answer(RecordedRequest request) {
    try {
      return dressed(authorized(request));
    } catch (Refusal refusal) {
      return dressed(refusal.reply());
    }
  }

  private Reply dressed(Reply reply) {
    return reply
        .with("API-Version", release.api())
        .with("X-Request-ID", "11111111-2222-3333-4444-555555555555");
  }

  private Reply authorized(RecordedRequest request) {
    tokens.check(request.header("authorization").orElse(""));
    if (!request.path().endsWith("/")) {
      boolean lost = release.refusesWritesWithoutSlash() && !request.method().equals("GET");
      return lost
          ? detail(404, "Not found.").asUnexpected()
          : Reply.empty(301).with("Location", request.path() + "/").asUnexpected();
    }
    if (request.method().equals("GET") && request.path().equals("/api/status/")) {
      return Reply.json(status());
    }
    if (release.hasNewTokens() && request.path().equals("/api/authentication-check/")) {
      return Reply.json(MAPPER.createObjectNode().put("username", "recorder"));
    }
    Matcher path = PATH.matcher(request.path());
    Kind kind = path.matches() ? kind(path.group(1)) : null;
    if (kind == null) {
      return detail(404, "Not found.").asUnexpected();
    }
    return path.group(2) == null ? onAll(kind, request) : onOne(kind, path.group(2), request);
  }

  private ObjectNode status() {
    ObjectNode status = MAPPER.createObjectNode().put("netbox-version", release.version());
    status.put("python-version", "3.12.3").put("rq-workers-running", 1).putObject("plugins");
    return status;
  }

  private void permit(String action, Kind kind) {
    if (!permits(action, kind)) {
      throw new Refusal(detail(403, "You do not have permission to perform this action."));
    }
  }

  private boolean permits(String action, Kind kind) {
    return !denied.contains(action + " " + kind.path()) && !denied.contains(action);
  }

  static Reply detail(int status, String text) {
    return Reply.json(status, MAPPER.createObjectNode().put("detail", text));
  }

  private Reply onAll(Kind kind, RecordedRequest request) {
    return switch (request.method()) {
      case "GET" -> {
        permit("view", kind);
        Kind asked = filters ? kind : kind.asks();
        List<ObjectNode> visible =
            objects.all(kind.path()).stream().filter(isVisible(kind)).toList();
        yield new NetBoxQuery(asked, visible, request, release)
            .answer(publicUrl, each -> show(kind, each));
      }
      case "POST" -> {
        permit("add", kind);
        JsonNode body = parse(request.body());
        yield body.isArray() ? list(201, kind, bulk(kind).create(body)) : created(kind, body);
      }
      case "PATCH" -> {
        permit("change", kind);
        yield list(200, kind, bulk(kind).change(parse(request.body())));
      }
      case "OPTIONS" -> Reply.json(options(kind));
      default -> detail(405, "Method \"" + request.method() + "\" not allowed.").asUnexpected();
    };
  }

  private Predicate<ObjectNode> isVisible(Kind kind) {
    return each -> !hidden.contains(kind.path() + " " + each.path("id").asText());
  }

  /** Methods that the token may not use are left out, and so are their list if none is left. */
  private ObjectNode options(Kind kind) {
    ObjectNode options = MAPPER.createObjectNode().put("name", kind.title() + " list");
    ObjectNode actions = MAPPER.createObjectNode();
    if (permits("add", kind)) actions.putObject("POST");
    if (permits("change", kind)) actions.putObject("PUT");
    return actions.isEmpty() ? options : options.set("actions", actions);
  }

  private BulkWrite bulk(Kind kind) {
    return new BulkWrite(
        objects, kind, (sent, before) -> rules.accepted(kind, sent, before, release));
  }

  private Reply list(int status, Kind kind, List<ObjectNode> written) {
    ArrayNode all = MAPPER.createArrayNode();
    written.forEach(each -> all.add(show(kind, each)));
    return Reply.json(status, all);
  }

  private Reply created(Kind kind, JsonNode body) {
    ObjectNode made =
        objects.add(kind.path(), rules.accepted(kind, body, MAPPER.createObjectNode(), release));
    return tagged(Reply.json(201, show(kind, made)), made);
  }

  private Reply onOne(Kind kind, String id, RecordedRequest request) {
    ObjectNode object = objects.get(kind.path(), id);
    if (object == null) {
      return detail(404, "No " + kind.title() + " matches the given query.");
    }
    return switch (request.method()) {
      case "GET" -> {
        permit("view", kind);
        yield tagged(Reply.json(show(kind, object)), object);
      }
      case "PATCH" -> {
        permit("change", kind);
        yield changed(kind, object, request);
      }
      case "DELETE" -> {
        permit("delete", kind);
        remove(kind, id);
        yield Reply.empty(204);
      }
      default -> detail(405, "Method not allowed.").asUnexpected();
    };
  }

  /** Interfaces go with their device, and addresses with their interface. */
  private void remove(Kind kind, String id) {
    objects.remove(kind.path(), id);
    if (kind.path().equals("dcim/devices")) {
      removeAll("dcim/interfaces", "device", id);
    } else if (kind.path().equals("dcim/interfaces")) {
      removeAll("ipam/ip-addresses", "assigned_object_id", id);
    }
  }

  private void removeAll(String path, String field, String id) {
    objects.all(path).stream()
        .filter(each -> each.path(field).asText().equals(id))
        .forEach(each -> remove(kind(path), each.path("id").asText()));
  }

  private Reply changed(Kind kind, ObjectNode object, RecordedRequest request) {
    String match = request.header("if-match").orElse("");
    if (release.hasEntityTags() && !match.isEmpty() && !match.equals(tag(object))) {
      return tagged(detail(412, "The object has been modified."), object);
    }
    objects.change(object, rules.accepted(kind, parse(request.body()), object, release));
    return tagged(Reply.json(show(kind, object)), object);
  }

  private ObjectNode show(Kind kind, ObjectNode object) {
    return view().show(kind, object, release);
  }

  private Reply tagged(Reply reply, ObjectNode object) {
    return release.hasEntityTags() ? reply.with("ETag", tag(object)) : reply;
  }

  private String tag(ObjectNode object) {
    String time = object.path("last_updated").asText();
    return "W/\"" + (tagsAsJson ? time : time.replace("Z", "+00:00")) + "\"";
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new Refusal(detail(400, "JSON parse error"));
    }
  }
}
