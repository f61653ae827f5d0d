package io.cvpfunctions.lab.slack;

import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Recording;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A Slack workspace with one incoming webhook, as strict with messages as the real one. */
public final class SlackWorkspace implements AutoCloseable {
  private static final String WEBHOOK = "/services/T00000001/B00000001/NotASecretInTheLab000001";

  private static final String BOT_TOKEN = "xoxb-not-a-secret-in-the-lab";

  private final Channel channel = new Channel();
  private final Recording<String> refusals = new Recording<>();
  private final HttpEndpoint endpoint;
  private volatile RateLimit rateLimit = new RateLimit(Integer.MAX_VALUE);

  private SlackWorkspace(Listen listen) {
    Routes routes = new Routes().post(WEBHOOK, new Webhook(channel, refusals)::answer);
    new WebApi(channel, refusals, BOT_TOKEN).addTo(routes);
    endpoint = HttpEndpoint.start(listen, request -> limited(routes, request));
  }

  /** Plain HTTP on a free port of 127.0.0.1. */
  public static SlackWorkspace start() {
    return start(Listen.anywhere());
  }

  public static SlackWorkspace start(Listen listen) {
    return new SlackWorkspace(listen);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  /** The credential of the webhook: its whole address. */
  public String webhookUrl() {
    return endpoint.url() + WEBHOOK;
  }

  /** Base of the Web API's methods, without a slash at the end. */
  public String apiUrl() {
    return endpoint.url() + "/api";
  }

  public String botToken() {
    return BOT_TOKEN;
  }

  /** The one channel, as the Web API wants it; its name is {@code #network}. */
  public String channelId() {
    return WebApi.CHANNEL_ID;
  }

  public HttpEndpoint http() {
    return endpoint;
  }

  /** Messages taken, oldest first. */
  public List<SlackMessage> messages() {
    return channel.messages().all();
  }

  public Optional<SlackMessage> awaitMessage(
      Predicate<? super SlackMessage> fits, Duration patience) {
    return channel.messages().await(fits, patience);
  }

  public boolean awaitMessages(int count, Duration patience) {
    return channel.messages().awaitSize(count, patience);
  }

  /** Why messages were not taken: Slack's word and the rule that was broken. */
  public List<String> refusals() {
    return refusals.all();
  }

  /** The next so many posts are answered 429, the rest as ever. */
  public void rateLimit(int times, int retryAfterSeconds) {
    endpoint.failNext(times, "", Fault.instead(tooFast(retryAfterSeconds)));
  }

  /** From now on one post a second, after a burst of this many: what Slack holds people to. */
  public void enforceRate(int burst) {
    rateLimit = new RateLimit(burst);
  }

  private Reply limited(Routes routes, RecordedRequest request) {
    if (rateLimit.allows()) {
      return routes.answer(request);
    }
    return request.path().startsWith("/api/") ? WebApi.tooFast(1) : tooFast(1);
  }

  private static Reply tooFast(int seconds) {
    return Reply.of(429, "text/html", "rate_limited").with("Retry-After", String.valueOf(seconds));
  }

  /** The next post is answered so and not taken, such as 410 {@code channel_is_archived}. */
  public void answerNext(int status, String word) {
    endpoint.failNext(Fault.instead(Reply.of(status, "text/html", word)));
  }

  /** Every post is answered so until {@link #heal}. */
  public void answerAlways(int status, String word) {
    endpoint.fail(Fault.instead(Reply.of(status, "text/html", word)));
  }

  /** The next post is taken, but its sender never learns of it. */
  public void dropAnswerOfNext() {
    endpoint.failNext(Fault.resetAfterHandling());
  }

  /** The next post is read and lost. */
  public void loseNext() {
    endpoint.failNext(Fault.resetAfterReading());
  }

  public void heal() {
    endpoint.heal();
  }
}
