package io.cvpfunctions.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** The OpenFaaS gateway: lists functions, and invokes them. Thread-safe. */
public final class Gateway implements AutoCloseable {
  private static final String NAME = "gateway";

  /**
   * As the gateway's routes have it (facts: OpenFaaS B1), but for names of dots alone, which would
   * leave their place in the path.
   */
  private static final Pattern FUNCTION = Pattern.compile("(?!\\.+$)[-a-zA-Z_0-9.]{1,253}");

  private static final URI KUBERNETES = URI.create("http://gateway.openfaas:8080");
  private static final String FAASD = "gateway";

  /** What of-watchdog adds to every answer of a function. */
  private static final String DURATION = "X-Duration-Seconds";

  private final HttpUrl base;
  private final HttpRemote http;
  private final String credentials;

  private Gateway(HttpUrl base, HttpRemote http, String credentials) {
    this.base = base;
    this.http = http;
    this.credentials = credentials;
  }

  /** A gateway at that address; invoking needs no credentials, listing does. */
  public static Gateway at(URI address) {
    return at(address, new OkHttpClient());
  }

  /** The same with a client whose pool suits the caller's concurrency. */
  public static Gateway at(URI address, OkHttpClient client) {
    return new Gateway(HttpUrl.get(address.toString()), HttpRemote.named(NAME, client), null);
  }

  /**
   * The gateway of Kubernetes, or that of faasd ({@code http://gateway:8080}) where the former's
   * name does not resolve: asked at each connection, since name servers have bad moments.
   */
  public static Gateway whicheverResolves() {
    Dns either = host -> lookup(Dns.SYSTEM, host);
    return at(KUBERNETES, new OkHttpClient.Builder().dns(either).build());
  }

  static List<InetAddress> lookup(Dns names, String host) throws UnknownHostException {
    try {
      return names.lookup(host);
    } catch (UnknownHostException notKubernetes) {
      return names.lookup(FAASD);
    }
  }

  /** Whether a function can have that name; any other would not be sent anywhere. */
  public static boolean isFunctionName(String name) {
    return FUNCTION.matcher(name).matches();
  }

  /** The same gateway, listing with these credentials. */
  public Gateway withCredentials(String user, Secret password) {
    return new Gateway(base, http, Credentials.basic(user, password.reveal()));
  }

  /**
   * Lists the functions.
   *
   * @throws CallFailedException where there is no list, be it a refusal, a broken gateway, or one
   *     that dropped the connection because its Prometheus is away (facts: OpenFaaS B2)
   */
  public List<DeployedFunction> functions(Duration limit) {
    Request.Builder request = new Request.Builder().url(url("system", "functions"));
    if (credentials != null) request.header("Authorization", credentials);
    return list(http.call(request.build(), limit));
  }

  private List<DeployedFunction> list(Answer answer) {
    if (answer.status() == 401 || answer.status() == 403) {
      String what = credentials == null ? "it wants a user name" : "it refused the user name";
      String mend = " and password: see the secrets basic-auth-user and basic-auth-password";
      throw CallFailedException.of(NAME, Kind.OPERATOR, what + mend);
    }
    Optional<JsonNode> list = answer.json().filter(JsonNode::isArray);
    if (!answer.ok() || list.isEmpty()) {
      String what = base + " answered no list of functions, but " + answer + ": ";
      throw CallFailedException.of(NAME, Kind.BROKEN, what + answer.excerpt());
    }
    List<DeployedFunction> functions = new ArrayList<>();
    for (JsonNode item : list.get()) functions.add(DeployedFunction.from(item));
    functions.removeIf(function -> !isFunctionName(function.name()));
    return functions;
  }

  /**
   * Calls a function and waits for its answer, whatever the status.
   *
   * @throws CallFailedException where what answered is not the function
   */
  public Answer invoke(String function, Invocation invocation, Duration limit) {
    return post("function", function, invocation, limit);
  }

  /**
   * Has a function look whether all it needs is there: {@code GET ?check}, which changes nothing.
   *
   * @throws CallFailedException where what answered is not the function
   */
  public Answer check(String function, Map<String, String> headers, Duration limit) {
    HttpUrl url = functionUrl("function", function).newBuilder().query("check").build();
    Request.Builder request = new Request.Builder().url(url);
    headers.forEach(request::header);
    return fromBehindTheGateway(http.call(request.build(), limit));
  }

  /**
   * Asks the gateway how it is; any answer shows that it can be reached.
   *
   * @throws CallFailedException where there is none
   */
  public Answer health(Duration limit) {
    return http.call(new Request.Builder().url(url("healthz")).build(), limit);
  }

  /** Hands a call to the gateway's queue: 202 means queued, not done. */
  public Answer invokeAsync(String function, Invocation invocation, Duration limit) {
    return post("async-function", function, invocation, limit);
  }

  private Answer post(String route, String function, Invocation invocation, Duration limit) {
    MediaType type = MediaType.get(invocation.contentType());
    Request.Builder request =
        new Request.Builder()
            .url(functionUrl(route, function))
            .post(RequestBody.create(invocation.body(), type));
    invocation.headers().forEach(request::header);
    return fromBehindTheGateway(http.call(request.build(), limit));
  }

  /**
   * A page with a success on it is of a proxy or a login on the way, which did none of the work. A
   * function may answer a page too, with the watchdog's header on it (facts: OpenFaaS B2).
   */
  private Answer fromBehindTheGateway(Answer answer) {
    boolean page = answer.header("Content-Type").filter(Gateway::isHtml).isPresent();
    if (!answer.ok() || !page || answer.header(DURATION).isPresent()) return answer;
    String what = " answered an HTML page, as a proxy or a login in front of the gateway does";
    String mend = ", and no function: let calls pass it, or give the gateway's own address";
    throw CallFailedException.of(NAME, Kind.BROKEN, base + what + mend);
  }

  private static boolean isHtml(String contentType) {
    MediaType type = MediaType.parse(contentType);
    return type != null && type.type().equals("text") && type.subtype().equals("html");
  }

  private HttpUrl functionUrl(String route, String function) {
    if (!isFunctionName(function)) {
      throw new IllegalArgumentException(function + " is not a function's name");
    }
    return url(route, function);
  }

  private HttpUrl url(String... segments) {
    HttpUrl.Builder url = base.newBuilder();
    for (String segment : segments) url.addPathSegment(segment);
    return url.build();
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
