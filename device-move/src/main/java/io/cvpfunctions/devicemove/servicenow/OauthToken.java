package io.cvpfunctions.devicemove.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * An OAuth access token, fetched when it is needed, and again shortly before it ends. Thread-safe.
 */
final class OauthToken implements Identity {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int USUAL_SECONDS = 1800;

  private final HttpRemote http;
  private final Request request;
  private final Clock clock;
  private String header;
  private Instant until = Instant.MIN;

  /** The form says who asks: {@code grant_type} and what goes with it. */
  OauthToken(HttpRemote http, HttpUrl instance, FormBody form, Clock clock) {
    HttpUrl url = instance.newBuilder().addPathSegment("oauth_token.do").build();
    this.http = http;
    this.request = new Request.Builder().url(url).post(form).build();
    this.clock = clock;
  }

  @Override
  public synchronized String header(Budget budget) {
    if (!clock.instant().isBefore(until)) fetch(budget);
    return header;
  }

  /** One that an administrator took back, or that another node does not know. */
  @Override
  public synchronized boolean renews(String refused) {
    if (refused.equals(header)) until = Instant.MIN;
    return true;
  }

  /** Nine tenths of its time, so that it does not end on the way. */
  private void fetch(Budget budget) {
    JsonNode token = token(http.call(request, budget.atMost(LIMIT)));
    long seconds = token.path("expires_in").asLong(USUAL_SECONDS);
    until = clock.instant().plusSeconds(seconds * 9 / 10);
    header = "Bearer " + token.path("access_token").asText();
  }

  private JsonNode token(Answer answer) {
    JsonNode json = answer.json().orElse(null);
    if (answer.ok() && json != null && json.has("access_token")) return json;
    if (answer.status() == 400 || answer.status() == 401) throw refused(json);
    if (answer.status() == 429) {
      String what = "it asks for a pause before another token";
      throw CallFailedException.later(http.name(), what, answer.retryAfter().orElse(null));
    }
    throw CallFailedException.of(
        http.name(),
        Kind.BROKEN,
        "oauth_token.do answers " + answer.status() + " without a token: " + answer.excerpt());
  }

  private CallFailedException refused(JsonNode json) {
    String said = json == null ? "no reason given" : json.path("error").asText();
    String more = json == null ? "" : json.path("error_description").asText();
    return CallFailedException.of(
        http.name(),
        Kind.OPERATOR,
        "it gives no token ("
            + said
            + (more.isEmpty() ? "" : ", " + more)
            + "): correct the secrets cmdb-client-id and cmdb-client-secret, or cmdb-username and"
            + " cmdb-password, and see that the application registry allows this grant");
  }
}
