package io.cvpfunctions.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Retries;
import io.cvpfunctions.slack.message.SlackMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** One incoming webhook of Slack. Its address is the credential, so it appears in no message. */
public final class SlackWebhook implements Outlet {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpRemote slack;
  private final HttpUrl address;
  private final String secret;
  private final Duration timeout;
  private final Poster poster;

  /** The webhook in that secret, of which one post takes at most {@code timeout}. */
  public SlackWebhook(
      HttpRemote slack, HttpUrl address, String secret, Duration timeout, Poster poster) {
    this.slack = slack;
    this.address = address;
    this.secret = secret;
    this.timeout = timeout;
    this.poster = poster;
  }

  @Override
  public Optional<SlackThread> post(SlackMessage message, Budget budget) {
    String lane = address.encodedPath();
    poster
        .send(lane, message.toJson(), message.toPlainJson(), json -> attempt(json, budget), budget)
        .check();
    return Optional.empty();
  }

  /** A message that says nothing is refused for that only where there is a webhook. */
  @Override
  public String check(Budget budget) {
    SlackAnswer answer = attempt(JsonNodeFactory.instance.objectNode(), budget);
    if (!answer.refusesMessage()) answer.check();
    return "the webhook in the secret " + secret + " takes messages";
  }

  @Override
  public Optional<Bot> bot() {
    return Optional.empty();
  }

  /** Again only where the post was never sent, since Slack would show it twice. */
  private SlackAnswer attempt(JsonNode message, Budget budget) {
    byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
    Request request =
        new Request.Builder().url(address).post(RequestBody.create(body, JSON)).build();
    Answer answer = Retries.write(budget, () -> slack.call(request, budget.atMost(timeout)));
    return SlackAnswer.ofWebhook(answer, secret);
  }

  @Override
  public String toString() {
    return "the webhook at " + address.host();
  }
}
