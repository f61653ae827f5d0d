package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Retries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** One incoming webhook of Slack. Its address is the credential, so it appears in no message. */
final class SlackWebhook implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpRemote slack;
  private final HttpUrl address;
  private final Duration timeout;

  SlackWebhook(HttpRemote slack, HttpUrl address, Duration timeout) {
    this.slack = slack;
    this.address = address;
    this.timeout = timeout;
  }

  /**
   * Posts once; again only where the post was never sent, since Slack would show it twice.
   *
   * @throws io.cvpfunctions.remote.CallFailedException where no answer came
   */
  SlackAnswer post(JsonNode message, Budget budget) {
    byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
    Request request =
        new Request.Builder().url(address).post(RequestBody.create(body, JSON)).build();
    Answer answer = Retries.write(budget, () -> slack.call(request, budget.atMost(timeout)));
    return SlackAnswer.of(answer);
  }

  @Override
  public void close() {
    slack.close();
  }

  @Override
  public String toString() {
    return "the webhook at " + address.host();
  }
}
