package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * One server of a CloudVision cluster, with our session at it. A session that ended is renewed by
 * one login; a refused login is not repeated for a while, since accounts get locked. Thread-safe.
 */
public final class Node implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration REQUEST = Duration.ofSeconds(30);
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private final HttpUrl base;
  private final Credentials credentials;
  private final Clock clock;
  private final CookieBag cookies = new CookieBag();
  private final HttpRemote http;

  private String session = "";
  private Instant noLoginBefore = Instant.MIN;

  Node(HttpUrl base, Credentials credentials, OkHttpClient client, Clock clock) {
    this.base = base;
    this.credentials = credentials;
    this.clock = clock;
    this.http = HttpRemote.named(Reading.NAME, client.newBuilder().cookieJar(cookies).build());
  }

  /**
   * Reads a resource below {@code /cvpservice/}; empty where this release does not have it.
   *
   * @throws CallFailedException where there is no good answer
   */
  public synchronized Optional<JsonNode> get(String path) {
    boolean fresh = ensureSession();
    Reading reading = Reading.of(path, http.call(request("cvpservice/" + path), REQUEST));
    if (reading.sessionGone() && !credentials.isToken() && !fresh) {
      session = "";
      ensureSession();
      reading = Reading.of(path, http.call(request("cvpservice/" + path), REQUEST));
    }
    if (reading.sessionGone()) throw credentials.isToken() ? refused() : reading.strange();
    return reading.notOffered() ? Optional.empty() : Optional.of(reading.value());
  }

  /**
   * Whether the credentials are good, as far as can be told apart from what is asked: an ended
   * token has been seen to read as an empty inventory (facts: CloudVision A4).
   */
  public boolean credentialsGood() {
    return standing() == Standing.GOOD;
  }

  /** The same, and whether it is known at all; a session that has ended is asked for no more. */
  public synchronized Standing standing() {
    ensureSession();
    Answer answer = http.call(request("api/v1/rest/"), REQUEST);
    if (answer.ok() || answer.status() == 404) return Standing.GOOD;
    boolean refused = answer.status() == 401 || answer.status() == 403;
    if (refused) session = "";
    return refused ? Standing.REFUSED : Standing.UNKNOWN;
  }

  /**
   * What a stream is opened with: the token, or the id of a session, which is good there as well
   * (facts: CloudVision A2). Never to be logged.
   *
   * @throws CallFailedException where a login is needed and fails
   */
  public synchronized String bearer() {
    ensureSession();
    return credentials.isToken() ? credentials.secret().reveal() : session;
  }

  /** Whether a refused stream is worth another try with a new login. */
  public boolean canLogIn() {
    return !credentials.isToken();
  }

  public String host() {
    return base.host();
  }

  public int port() {
    return base.port();
  }

  /** The next question begins with a login: an ended session may look like nonsense, too. */
  public synchronized void forgetSession() {
    session = "";
  }

  /** Whether a login was needed, and made. */
  private boolean ensureSession() {
    if (credentials.isToken() || !session.isEmpty()) return false;
    if (clock.instant().isBefore(noLoginBefore)) throw refused();
    cookies.empty();
    session = login();
    return true;
  }

  private String login() {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("userId", credentials.user())
            .put("password", credentials.secret().reveal())
            .toString();
    String path = "cvpservice/login/authenticate.do";
    Request request = request(path).newBuilder().post(RequestBody.create(body, JSON)).build();
    Reading reading = Reading.of("login", http.call(request, REQUEST));
    if (reading.redirect().isPresent()) throw elsewhere(reading.redirect().get());
    if (reading.loginRefused()) {
      noLoginBefore = clock.instant().plus(AFTER_REFUSAL);
      throw refused();
    }
    String id = reading.value().path("sessionId").asText();
    if (!id.isEmpty()) return id;
    throw CallFailedException.of(Reading.NAME, Kind.BROKEN, "the login answered no sessionId");
  }

  /** The host alone: a path or a query could hold what is nobody's business. */
  private CallFailedException elsewhere(String location) {
    HttpUrl target = base.resolve(location);
    String host = target == null ? "nowhere" : target.host();
    String what = ": the login answered with a redirect to " + host + "; is that CloudVision?";
    return CallFailedException.of(Reading.NAME, Kind.BROKEN, this + what);
  }

  private CallFailedException refused() {
    String what =
        credentials.isToken()
            ? "the service-account token was refused: make a new one and put it into --token-file"
            : "the login of user " + credentials.user() + " was refused: check --password-file";
    return CallFailedException.of(Reading.NAME, Kind.OPERATOR, this + ": " + what);
  }

  private Request request(String path) {
    Request.Builder request =
        new Request.Builder().url(base.resolve(path)).header("Accept", "application/json");
    if (credentials.isToken()) {
      request.header("Authorization", "Bearer " + credentials.secret().reveal());
    } else if (!session.isEmpty()) {
      request.header("APP_SESSION_ID", session);
    }
    return request.build();
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return base.host() + ":" + base.port();
  }
}
