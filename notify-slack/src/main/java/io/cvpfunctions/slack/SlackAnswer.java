package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What Slack answered to a post: its word first, its status second, since older answers say 500 for
 * what the client did wrong.
 *
 * <p>Only Slack's own words are repeated to anybody: a page from somewhere else may hold the
 * address, and the address is the secret.
 */
final class SlackAnswer {
  private static final String SLACK = "Slack";
  private static final String DEAD =
      "the webhook is dead: make a new one and put it into the secret slack-webhook-url";
  private static final String CHANNEL =
      "its channel is gone or archived: make a webhook for another channel and put it into the"
          + " secret slack-webhook-url";
  private static final String POLICY = "posting there is forbidden: ask who runs the workspace";

  /** About one message a second and channel, for when Slack does not say how long to wait. */
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final Set<String> BLOCKS =
      Set.of(
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_attachments",
          "too_many_attachments",
          "msg_too_long",
          "msg_blocks_too_long");

  private static final Set<String> REFUSALS =
      Set.of(
          "invalid_payload",
          "no_text",
          "missing_text_or_fallback_or_attachments",
          "user_not_found");

  private static final Set<String> LATER = Set.of("rate_limited", "ratelimited");

  private static final Map<String, String> FOR_THE_OPERATOR =
      Map.ofEntries(
          Map.entry("invalid_token", DEAD),
          Map.entry("no_service", DEAD),
          Map.entry("no_service_id", DEAD),
          Map.entry("no_team", DEAD),
          Map.entry("no_active_hooks", DEAD),
          Map.entry("team_disabled", DEAD),
          Map.entry("channel_not_found", CHANNEL),
          Map.entry("channel_is_archived", CHANNEL),
          Map.entry("action_prohibited", POLICY),
          Map.entry("posting_to_general_channel_denied", POLICY));

  private final Answer answer;
  private final String word;

  private SlackAnswer(Answer answer) {
    this.answer = answer;
    this.word = word(answer);
  }

  static SlackAnswer of(Answer answer) {
    return new SlackAnswer(answer);
  }

  /** Slack refused the form of the message; without blocks it may take it. */
  boolean refusesBlocks() {
    return BLOCKS.contains(word);
  }

  /** Throws what went wrong, unless the message was posted. */
  void check() {
    if (answer.status() == 200 && word.equals("ok")) return;
    throw failure();
  }

  private CallFailedException failure() {
    if (LATER.contains(word) || answer.status() == 429) {
      Duration wait = answer.retryAfter().orElse(PACE);
      return CallFailedException.later(SLACK, "wants fewer messages " + this, wait);
    }
    String known = FOR_THE_OPERATOR.get(word);
    if (known != null) return failure(Kind.OPERATOR, known);
    if (REFUSALS.contains(word) || refusesBlocks()) return refused();
    return byStatus();
  }

  private CallFailedException refused() {
    return failure(Kind.REJECTED, "does not take the message");
  }

  private CallFailedException byStatus() {
    int status = answer.status();
    if (Set.of(401, 403, 404, 407, 410).contains(status)) {
      return failure(Kind.OPERATOR, "the secret slack-webhook-url leads to no webhook");
    }
    if (status / 100 == 3) {
      return failure(Kind.BROKEN, "redirects elsewhere, which is not followed");
    }
    if (status / 100 == 4 && isSlacks()) return refused();
    return failure(Kind.BROKEN, "did not say that it has the message");
  }

  private CallFailedException failure(Kind kind, String what) {
    return CallFailedException.of(SLACK, kind, what + " " + this);
  }

  private boolean isSlacks() {
    return !word.isEmpty() && !word.equals("ok");
  }

  /** Plain text as a rule, JSON sometimes for 429; anything else is not from Slack. */
  private static String word(Answer answer) {
    String text = answer.json().map(SlackAnswer::error).orElseGet(answer::text).strip();
    return text.matches("[a-z_]{1,60}") ? text : "";
  }

  private static String error(JsonNode json) {
    return json.path("error").asText();
  }

  @Override
  public String toString() {
    return isSlacks() ? "(" + answer.status() + ", " + word + ")" : "(" + answer.status() + ")";
  }
}
