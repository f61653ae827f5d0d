package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Responder;
import io.cvpfunctions.lab.http.Routes;

/**
 * One server of the cluster: a listener with sessions of its own. A session of one node is worth
 * nothing at another; whether the real ones share them is not public, and this is the harder case.
 */
public final class Node implements AutoCloseable {
  private final Settings settings;
  private final Tokens tokens;
  private final Sessions sessions;
  private final Routes routes = new Routes();
  private final HttpEndpoint endpoint;

  Node(Listen listen, Settings settings, Inventory inventory, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
    this.sessions = new Sessions(settings);
    new InventoryApi(settings, inventory).addTo(routes);
    new ProvisioningApi(inventory).addTo(routes);
    new TaskApi(inventory).addTo(routes);
    routes.get("/cvpInfo/getCvpInfo.do", request -> version());
    routes.post("/login/logout.do", sessions::logout);
    this.endpoint = HttpEndpoint.start(listen, this::answer);
  }

  /** Requests, and faults of the wire. */
  public HttpEndpoint http() {
    return endpoint;
  }

  public String url() {
    return endpoint.url();
  }

  /** Host and port, as {@code --cloudvision} takes them. */
  public String address() {
    return endpoint.host() + ":" + endpoint.port();
  }

  public void down() {
    endpoint.down();
  }

  public void up() {
    endpoint.up();
  }

  public int logins() {
    return sessions.opened();
  }

  public int refusedLogins() {
    return sessions.refused();
  }

  void expireSessions() {
    sessions.expire();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private Reply answer(RecordedRequest request) {
    if (request.path().equals("/api/v1/rest/")) {
      return validated(request);
    }
    if (request.path().equals("/cv/login.html")) {
      return Reply.html(200, "CloudVision login");
    }
    String path = inner(request.path());
    if (path.equals("/login/authenticate.do")) {
      Responder login = sessions::login;
      return new Routes().post(path, login).answer(path, request);
    }
    if (path.isEmpty()) {
      return Reply.html(404, "404 Not Found").asUnexpected();
    }
    return refused(request) ? lost(request) : routes.answer(path, request);
  }

  private String inner(String path) {
    if (path.startsWith("/cvpservice/")) {
      return path.substring("/cvpservice".length());
    }
    boolean aliased = settings.generation() != Generation.CVAAS && path.startsWith("/web/");
    return aliased ? path.substring("/web".length()) : "";
  }

  private boolean refused(RecordedRequest request) {
    return !acceptsToken(request) && !sessions.accepts(request);
  }

  private boolean acceptsToken(RecordedRequest request) {
    return settings.generation().hasServiceAccounts()
        && Tokens.in(request).filter(tokens::accepts).isPresent();
  }

  /** A bad token is 401 in every release that knows tokens, but for the one that was silent. */
  private Reply lost(RecordedRequest request) {
    SessionLost style = settings.sessionLost();
    boolean byToken = settings.generation().hasServiceAccounts() && Tokens.in(request).isPresent();
    return (byToken && style != SessionLost.EMPTY_LISTS ? SessionLost.STATUS_401 : style).reply();
  }

  private Reply validated(RecordedRequest request) {
    if (!settings.generation().hasServiceAccounts()) {
      return Reply.html(404, "404 Not Found");
    }
    return refused(request)
        ? Reply.text(401, "Unauthorized")
        : Reply.json(Json.object().set("notifications", Json.array()));
  }

  private Reply version() {
    String version = settings.generation().version();
    return switch (settings.versionAnswer()) {
      case OBJECT ->
          Reply.json(Json.object().put("version", version).put("appVersion", "Foundation"));
      case TWO_PARTS ->
          Reply.json(Json.object().put("version", version.replaceFirst("\\.\\d+$", "")));
      case BARE_TEXT -> Reply.text(200, version);
      case REFUSED -> Reply.html(403, "403 Forbidden");
    };
  }
}
