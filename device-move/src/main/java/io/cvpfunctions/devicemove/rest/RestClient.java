package io.cvpfunctions.devicemove.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Retries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Asks one server for JSON and sends it some, each within the budget. Thread-safe. */
public final class RestClient implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int UNAUTHORIZED = 401;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpRemote http;
  private final HttpUrl base;
  private final Identity identity;

  public RestClient(HttpRemote http, HttpUrl base, Identity identity) {
    this.http = http;
    this.base = base;
    this.identity = identity;
  }

  public String name() {
    return http.name();
  }

  /** An address below the base; the query as name and value in turn. */
  public HttpUrl url(String path, String... query) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments(path);
    if (base.pathSegments().get(base.pathSize() - 1).isEmpty()) {
      url = base.newBuilder().removePathSegment(base.pathSize() - 1).addPathSegments(path);
    }
    for (int i = 0; i < query.length; i += 2) url.addQueryParameter(query[i], query[i + 1]);
    return url.build();
  }

  /** Reads; repeated where that may help. */
  public Answer get(HttpUrl url, Budget budget) {
    return read(new Request.Builder().url(url).build(), budget);
  }

  /** Asks what may be done there; repeated where that may help. */
  public Answer options(HttpUrl url, Budget budget) {
    return read(new Request.Builder().url(url).method("OPTIONS", null).build(), budget);
  }

  private Answer read(Request request, Budget budget) {
    return Retries.read(budget, () -> settled(call(request, budget)));
  }

  /** A request whose bearer the server does not know it has not acted on. */
  private Answer call(Request request, Budget budget) {
    String header = identity.header(budget);
    Answer answer = call(request, header, budget);
    boolean again = answer.status() == UNAUTHORIZED && identity.renews(header);
    return again ? call(request, identity.header(budget), budget) : answer;
  }

  private Answer call(Request request, String authorization, Budget budget) {
    Request complete =
        request
            .newBuilder()
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .build();
    return http.call(complete, budget.atMost(LIMIT));
  }

  /** What a proxy says while the server behind it is away is worth another attempt. */
  private Answer settled(Answer answer) {
    if (answer.status() < 502 || answer.status() > 504) return answer;
    throw away(answer);
  }

  /** The failure that an answer of 502, 503 or 504 means. */
  public CallFailedException away(Answer answer) {
    String what =
        "it answers " + answer.status() + ": see that it is up (" + answer.excerpt() + ")";
    return CallFailedException.of(name(), Kind.BROKEN, what);
  }

  /** Writes; repeated only where it was never sent. More headers as name and value in turn. */
  public Answer send(String method, HttpUrl url, JsonNode body, Budget budget, String... more) {
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    RequestBody sent = body == null ? null : RequestBody.create(bytes, JSON);
    Headers headers = Headers.of(more);
    Request request = new Request.Builder().url(url).headers(headers).method(method, sent).build();
    return Retries.write(budget, () -> call(request, budget));
  }

  @Override
  public void close() {
    http.close();
  }
}
