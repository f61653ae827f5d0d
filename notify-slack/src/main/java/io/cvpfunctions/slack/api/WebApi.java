package io.cvpfunctions.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Retries;
import io.cvpfunctions.remote.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Slack's Web API with a bot token, which goes into the header only. Thread-safe. */
public final class WebApi {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpRemote slack;
  private final HttpUrl base;
  private final Secret token;
  private final Duration timeout;

  /** The API below that address, of which one call takes at most {@code timeout}. */
  public WebApi(HttpRemote slack, HttpUrl base, Secret token, Duration timeout) {
    this.slack = slack;
    this.base = base;
    this.token = token;
    this.timeout = timeout;
  }

  SlackAnswer call(String method, JsonNode arguments, Budget budget) {
    byte[] body = arguments.toString().getBytes(StandardCharsets.UTF_8);
    return call(method, RequestBody.create(body, JSON), budget);
  }

  SlackAnswer call(String method, RequestBody body, Budget budget) {
    HttpUrl url = base.newBuilder().addPathSegment(method).build();
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + token.reveal())
            .post(body)
            .build();
    return SlackAnswer.ofApi(send(request, budget));
  }

  /** To an address that Slack gave out, which needs no token. */
  Answer upload(HttpUrl address, byte[] content, Budget budget) {
    RequestBody body = RequestBody.create(content, MediaType.get("application/octet-stream"));
    return send(new Request.Builder().url(address).post(body).build(), budget);
  }

  /** Whether a file may be sent there: as safe as the API itself. */
  boolean trusts(HttpUrl address) {
    return address.isHttps() || address.host().equals(base.host());
  }

  /** Again only where it was never sent, since Slack would show it twice. */
  private Answer send(Request request, Budget budget) {
    return Retries.write(budget, () -> slack.call(request, budget.atMost(timeout)));
  }
}
