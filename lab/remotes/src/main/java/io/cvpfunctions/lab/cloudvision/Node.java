package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.cloudvision.resources.Access;
import io.cvpfunctions.lab.cloudvision.resources.ResourceApi;
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
public final class Node implements AutoCloseable, Access {
  private final Settings settings;
  private final Tokens tokens;
  private final Sessions sessions;
  private final Routes routes = new Routes();
  private final ResourceApi grpc;
  private final HttpEndpoint endpoint;
  private final HttpEndpoint own;

  Node(Listen listen, Settings settings, Inventory inventory, Tokens tokens, Resources resources) {
    this.settings = settings;
    this.tokens = tokens;
    this.sessions = new Sessions(settings);
    new InventoryApi(settings, inventory).addTo(routes);
    new TopologyApi(settings, inventory).addTo(routes);
    new ProvisioningApi(inventory, this::user).addTo(routes);
    new TaskApi(inventory).addTo(routes);
    routes.get("/cvpInfo/getCvpInfo.do", request -> version());
    routes.post("/login/logout.do", sessions::logout);
    this.grpc =
        new ResourceApi(
            resources.catalogue(settings.generation()), this, settings::tellsOnlyChanges);
    Listen both = listen.http2(grpc::localPort);
    boolean same = settings.grpcPort() == GrpcPort.SAME;
    this.endpoint = HttpEndpoint.start(same ? both : listen, this::answer);
    this.own =
        settings.grpcPort() == GrpcPort.OWN
            ? HttpEndpoint.start(
                both.port(settings.ownGrpcPort()), request -> Reply.html(404, "404 Not Found"))
            : null;
    if (same) grpc.reachedBy(endpoint.http2());
    if (own != null) grpc.reachedBy(own.http2());
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

  /** The resource APIs: calls, and faults of theirs. */
  public ResourceApi grpc() {
    return grpc;
  }

  /** Where the resource APIs are; 0 where they are not. */
  public int grpcPort() {
    return switch (settings.grpcPort()) {
      case NONE -> 0;
      case OWN -> own.port();
      case SAME -> endpoint.port();
    };
  }

  public void down() {
    endpoint.down();
    if (own != null) own.down();
  }

  public void up() {
    endpoint.up();
    if (own != null) own.up();
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
    if (own != null) own.close();
    grpc.close();
  }

  /** Who may call the resource APIs. */
  @Override
  public boolean accepts(String token) {
    return tokens.accepts(token) || sessions.accepts(token);
  }

  @Override
  public boolean isSilent() {
    return settings.sessionLost() == SessionLost.EMPTY_LISTS;
  }

  private String user(RecordedRequest request) {
    return tokens.user(request).or(() -> sessions.owner(request)).orElse("");
  }

  private Reply answer(RecordedRequest request) {
    if (request.path().equals("/api/v1/rest/")) {
      return validated(request);
    }
    if (request.path().startsWith(ResourceApi.REST)) {
      return resources(request);
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

  /** Who calls is asked for behind it, as where it is gRPC. */
  private Reply resources(RecordedRequest request) {
    if (settings.grpcPort() == GrpcPort.NONE) {
      return Reply.html(404, "404 Not Found").asUnexpected();
    }
    return grpc.answer(request, Tokens.in(request).or(() -> request.cookie("session_id")));
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
