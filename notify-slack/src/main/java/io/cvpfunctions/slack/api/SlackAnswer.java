package io.cvpfunctions.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.slack.api.SlackWords.Meaning;
import java.time.Duration;
import java.util.Set;

/**
 * What Slack answered: its word first, its status second, since the Web API says 200 whatever
 * happened, and older webhooks 500 for what the client did wrong.
 *
 * <p>Only Slack's own words are repeated to anybody: a page from somewhere else may hold the
 * address, and the address of a webhook is the secret.
 */
final class SlackAnswer {
  private static final String SLACK = "Slack";

  /** No thread can be reached, though a message may be posted elsewhere. */
  private static final Set<Meaning> UNREACHABLE =
      Set.of(Meaning.GONE, Meaning.CHANNEL, Meaning.MEMBERSHIP, Meaning.POLICY, Meaning.UNKNOWN);

  /** About one message a second and channel, for when Slack does not say how long to wait. */
  private static final Duration PACE = Duration.ofSeconds(1);

  private final Answer answer;
  private final boolean api;
  private final String secret;
  private final JsonNode json;
  private final String word;
  private final Meaning meaning;

  private SlackAnswer(Answer answer, boolean api, String secret) {
    this.answer = answer;
    this.api = api;
    this.secret = secret;
    this.json = answer.json().orElse(MissingNode.getInstance());
    String text = json.isMissingNode() ? answer.text() : json.path("error").asText("");
    this.word = text.strip().matches("[a-z_]{1,60}") ? text.strip() : "";
    this.meaning = meaning();
  }

  /** What the webhook in that secret answered. */
  static SlackAnswer ofWebhook(Answer answer, String secret) {
    return new SlackAnswer(answer, false, secret);
  }

  /** What a method of the Web API answered. */
  static SlackAnswer ofApi(Answer answer) {
    return new SlackAnswer(answer, true, "slack-bot-token");
  }

  /** The method did what it was asked for. */
  boolean ok() {
    if (answer.status() != 200) return false;
    return api ? json.path("ok").asBoolean() : word.equals("ok");
  }

  /** Slack refused the form of the message; without blocks it may take it. */
  boolean refusesForm() {
    return !ok() && meaning == Meaning.FORM;
  }

  /** Slack found what it was sent for, and does not take it. */
  boolean refusesMessage() {
    return !ok() && meaning == Meaning.REFUSED;
  }

  /** The bot cannot update or answer this any more; a message of its own may still be posted. */
  boolean targetIsGone() {
    return api && !ok() && UNREACHABLE.contains(meaning);
  }

  JsonNode json() {
    return json;
  }

  /** Throws what went wrong, unless it went well. */
  void check() {
    if (!ok()) throw failure();
  }

  private Meaning meaning() {
    Meaning known = SlackWords.of(word, api);
    if (answer.status() == 429) return Meaning.LATER;
    if (known != null) return known;
    int status = answer.status();
    if (Set.of(401, 403, 404, 407, 410).contains(status)) return Meaning.NOWHERE;
    if (status / 100 == 4 && isSlacks()) return Meaning.REFUSED;
    if (api && status == 200 && isSlacks()) return Meaning.UNKNOWN;
    return Meaning.BROKEN;
  }

  private CallFailedException failure() {
    switch (meaning) {
      case LATER:
        Duration wait = answer.retryAfter().orElse(PACE);
        return CallFailedException.later(SLACK, "wants fewer messages " + this, wait);
      case BROKEN:
        return failure(Kind.BROKEN, redirects() + "did not say that it has the message");
      case FORM:
      case REFUSED:
      case GONE:
        return failure(Kind.REJECTED, "does not take the message");
      default:
        return failure(Kind.OPERATOR, api ? advice() : webhookAdvice());
    }
  }

  private String redirects() {
    return answer.status() / 100 == 3 ? "redirects elsewhere, which is not followed, and " : "";
  }

  private String advice() {
    switch (meaning) {
      case SCOPE:
        return "the app lacks a scope" + needed() + ": install it again from slack-app.yml";
      case CHANNEL:
        return "the channel is gone or archived: mend slack_channel or slack_rules";
      case MEMBERSHIP:
        return "the app is not in the channel: invite it there with /invite";
      case POLICY:
        return "posting there is forbidden: ask who runs the workspace";
      case UNKNOWN:
        return "it refuses for a reason of its own: look it up at docs.slack.dev";
      case NOWHERE:
        return "slack_api_url leads to no Slack";
      default:
        return "the token is not taken: put the app's bot token into the secret " + secret;
    }
  }

  private String needed() {
    String scope = json.path("needed").asText("");
    return scope.matches("[a-z:._,]{1,80}") ? " (" + scope + ")" : "";
  }

  private String webhookAdvice() {
    switch (meaning) {
      case CHANNEL:
        return "its channel is gone or archived: make a webhook for another channel and put it"
            + " into the secret "
            + secret;
      case POLICY:
        return "posting there is forbidden: ask who runs the workspace";
      case NOWHERE:
        return "the secret " + secret + " leads to no webhook";
      default:
        return "the webhook is dead: make a new one and put it into the secret " + secret;
    }
  }

  private CallFailedException failure(Kind kind, String what) {
    return CallFailedException.of(SLACK, kind, what + " " + this);
  }

  private boolean isSlacks() {
    return !word.isEmpty() && !word.equals("ok");
  }

  @Override
  public String toString() {
    return isSlacks() ? "(" + answer.status() + ", " + word + ")" : "(" + answer.status() + ")";
  }
}
