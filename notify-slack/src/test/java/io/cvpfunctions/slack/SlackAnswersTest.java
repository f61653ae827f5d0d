package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of a webhook that is known (facts: Slack A2), and what the function makes of it. */
class SlackAnswersTest {
  private final FakeSlack slack = new FakeSlack();
  private RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    function = RunningFunction.start(secrets, slack.url());
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "403, action_prohibited,                  503, forbidden",
    "403, posting_to_general_channel_denied,  503, forbidden",
    "403, invalid_token,                      503, dead",
    "403, team_disabled,                      503, dead",
    "404, channel_not_found,                  503, channel",
    "404, no_service,                         503, dead",
    "404, no_service_id,                      503, dead",
    "404, no_team,                            503, dead",
    "404, no_active_hooks,                    503, dead",
    "500, no_active_hooks,                    503, dead",
    "410, channel_is_archived,                503, channel",
    "400, invalid_payload,                    422, does not take",
    "400, no_text,                            422, does not take",
    "400, missing_text_or_fallback_or_attachments, 422, does not take",
    "500, missing_text_or_fallback_or_attachments, 422, does not take",
    "400, user_not_found,                     422, does not take",
    "400, a_word_of_tomorrow,                 422, does not take",
    "500, rollup_error,                       502, did not say",
    "503, '',                                 502, did not say",
    "200, '',                                 502, did not say",
    "200, fine,                               502, did not say",
    "403, another_word_of_tomorrow,           503, no webhook",
    "500, another_word_of_tomorrow,           502, did not say",
    "404, '<html>no such page</html>',        503, no webhook",
    "403, '<html>blocked</html>',             503, no webhook",
    "400, '<html>bad request</html>',         502, did not say",
    "302, '',                                 502, redirects",
  })
  void answer_isToldInWords(int status, String body, int expected, String says) {
    slack.answers(FakeSlack.answer(status, body));

    var answered = function.post(sample());

    assertThat(answered.status()).as(answered.body()).isEqualTo(expected);
    assertThat(answered.json().path("detail").asText()).startsWith("Slack: ").contains(says);
    assertThat(answered.retryAfter()).isEqualTo(expected == 503 ? "300" : null);
    assertThat(slack.posts()).hasSize(1);
  }

  @Test
  void ok_isDone() {
    slack.answers(FakeSlack.ok());

    var answered = function.post(sample());

    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.json().at("/outcome").asText()).isEqualTo("done");
    assertThat(answered.json().at("/result/posted").asInt()).isEqualTo(1);
    assertThat(answered.json().at("/result/text").asText())
        .isEqualTo("leaf1 moved from Undefined to DC1-Leaf");
    assertThat(slack.posts().get(0)).isEqualTo(Samples.json(Samples.read(golden("moved"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_attachments",
        "too_many_attachments",
        "msg_too_long"
      })
  void refusedBlocks_arePostedOnceMoreAsPlainText(String word) {
    slack.answers(FakeSlack.answer(400, word), FakeSlack.ok());

    assertThat(function.post(sample()).status()).isEqualTo(200);

    assertThat(slack.posts()).hasSize(2);
    assertThat(slack.posts().get(1).has("blocks")).isFalse();
    assertThat(slack.posts().get(1).path("text").asText())
        .startsWith("leaf1 moved from Undefined to DC1-Leaf\n")
        .contains("*Serial number*\n`JPE19330452`");
  }

  @Test
  void refusedBlocks_refusedAsPlainTextToo_is422() {
    slack.answers(FakeSlack.answer(400, "invalid_blocks"));

    assertThat(function.post(sample()).status()).isEqualTo(422);
    assertThat(slack.posts()).hasSize(2);
  }

  private static Path golden(String name) {
    return Path.of("src/test/resources/golden", name + ".json");
  }

  private static String sample() {
    return Samples.read(Path.of("sample.json"));
  }
}
