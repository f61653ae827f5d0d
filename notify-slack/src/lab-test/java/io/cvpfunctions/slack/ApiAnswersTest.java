package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every error of the Web API that is known (facts: Slack A3), and what the function makes of it.
 */
class ApiAnswersTest {
  private final SlackWorkspace slack = SlackWorkspace.start();
  private RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(secrets.resolve("slack-bot-token"), slack.botToken());
    restart("0s");
  }

  private void restart(String pace) {
    if (function != null) function.close();
    function =
        RunningFunction.with(
            secrets,
            "slack_api_url",
            slack.apiUrl(),
            "slack_channel",
            "#network",
            "slack_pace",
            pace);
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "not_authed, 503, slack-bot-token",
    "invalid_auth, 503, slack-bot-token",
    "account_inactive, 503, slack-bot-token",
    "token_revoked, 503, slack-bot-token",
    "token_expired, 503, slack-bot-token",
    "org_login_required, 503, slack-bot-token",
    "team_access_not_granted, 503, slack-bot-token",
    "missing_scope, 503, slack-app.yml",
    "no_permission, 503, slack-app.yml",
    "channel_not_found, 503, slack_channel",
    "is_archived, 503, slack_channel",
    "not_in_channel, 503, /invite",
    "restricted_action, 503, forbidden",
    "restricted_action_read_only_channel, 503, forbidden",
    "restricted_action_thread_only_channel, 503, forbidden",
    "restricted_action_non_threadable_channel, 503, forbidden",
    "posting_to_general_channel_denied, 503, forbidden",
    "a_word_of_tomorrow, 503, look it up",
    "internal_error, 502, did not say",
    "fatal_error, 502, did not say",
    "service_unavailable, 502, did not say",
    "request_timeout, 502, did not say",
  })
  void error_isToldInWords(String word, int status, String says) {
    slack.refuseNext("chat.postMessage", word);

    var answered = tell(1);

    assertThat(answered.status()).as(answered.body()).isEqualTo(status);
    assertThat(answered.json().path("detail").asText()).contains(says, word);
    assertThat(answered.retryAfter()).isEqualTo(status == 503 ? "300" : null);
    assertThat(answered.body()).doesNotContain(slack.botToken());
    assertThat(slack.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_text",
        "msg_too_long",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_attachments",
        "too_many_attachments",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_array_arg",
        "invalid_charset",
        "invalid_form_data",
        "invalid_json",
        "json_not_object",
        "invalid_post_type",
        "missing_post_type",
        "invalid_metadata_format"
      })
  void refusedForm_becomesPlainText(String word) {
    slack.refuseNext("chat.postMessage", word);

    post(1);

    assertThat(slack.messages()).singleElement().matches(message -> message.blocks().isEmpty());
    assertThat(slack.messages().get(0).channel()).isEqualTo(slack.channelId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratelimited", "rate_limited", "message_limit_exceeded"})
  void tooFast_isWaitedFor(String word) {
    slack.refuseNext("chat.postMessage", word);

    post(1);

    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void retryAfterLongerThanTheBudget_isHandedBack() {
    slack.rateLimit(1, 60);

    var answered = tell(1);

    assertThat(answered.status()).isEqualTo(429);
    assertThat(answered.retryAfter()).isEqualTo("60");
  }

  @Test
  void pace_keepsToAMessageASecondWithoutBeingTold() {
    restart("1s");
    slack.enforceRate(1);

    for (int i = 1; i <= 3; i++) post(i);

    assertThat(slack.messages()).hasSize(3);
    assertThat(slack.refusals()).isEmpty();
  }

  @Test
  void channelAndItsThreads_haveOnePace() {
    restart("1s");
    slack.enforceRate(1);
    String thread = tell(1).json().at("/result/slackthread").asText();

    var answer = Events.withExtension(Samples.move(2, "DC1"), Events.SLACK_THREAD, thread);

    assertThat(function.post(Samples.structured(answer)).status()).isEqualTo(200);
    assertThat(slack.messages().get(1).threadTs()).isEqualTo(slack.messages().get(0).ts());
    assertThat(slack.refusals()).isEmpty();
  }

  private void post(int device) {
    assertThat(tell(device).status()).isEqualTo(200);
  }

  private RunningFunction.Answered tell(int device) {
    return function.post(Samples.structured(Samples.move(device, "DC1")));
  }
}
