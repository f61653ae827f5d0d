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

/**
 * A Slack workspace with an incoming webhook and a bot, as strict with messages as the real one.
 */
public final class SlackWorkspace implements AutoCloseable {
  private static final String WEBHOOK = "/services/T00000001/B00000001/NotASecretInTheLab000001";

  private static final String BOT_TOKEN = "xoxb-not-a-secret-in-the-lab";

  private final Channel channel = new Channel();
  private final Recording<String> refusals = new Recording<>();
  private final WebApi api = new WebApi(channel, refusals, BOT_TOKEN);
  private final Files files = new Files(api);
  private final Routes routes = new Routes();
  private final HttpEndpoint endpoint;
  private volatile RateLimit rateLimit = new RateLimit(Integer.MAX_VALUE);

  private SlackWorkspace(Listen listen) {
    routes.post(WEBHOOK, new Webhook(channel, Webhook.CHANNEL, refusals)::answer);
    api.addTo(routes);
    files.addTo(routes, this::url);
    endpoint = HttpEndpoint.start(listen, this::limited);
  }

  private String url() {
    return endpoint.url();
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

  /** One more webhook, for that channel. */
  public String webhookUrl(String otherChannel) {
    String path = WEBHOOK + "/" + otherChannel.replace("#", "");
    routes.post(path, new Webhook(channel, otherChannel, refusals)::answer);
    return endpoint.url() + path;
  }

  /** One more channel for the bot; answers its id. */
  public String addChannel(String name) {
    return api.addChannel(name);
  }

  /** Base of the Web API's methods, without a slash at the end. */
  public String apiUrl() {
    return endpoint.url() + "/api";
  }

  public String botToken() {
    return BOT_TOKEN;
  }

  /** The first channel, as the Web API wants it; its name is {@code #network}. */
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

  /** Files that were attached, oldest first. */
  public List<SlackFile> files() {
    return files.files().all();
  }

  /** The message as it is now, after all its updates. */
  public Optional<SlackMessage> current(String ts) {
    return channel.messages().all().stream()
        .filter(message -> message.ts().equals(ts))
        .reduce((earlier, later) -> later);
  }

  /** Somebody deletes a message, which can then be neither updated nor answered. */
  public void delete(String ts) {
    channel.delete(ts);
  }

  /** The next call of a method such as {@code chat.update} is answered with that error. */
  public void refuseNext(String method, String word) {
    api.refuseNext(method, word);
  }

  /** The bot's token lacks that scope from now on. */
  public void lackScope(String scope) {
    api.lackScope(scope);
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

  private Reply limited(RecordedRequest request) {
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
