package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifySlackTest extends WebhookTest {
  @ParameterizedTest
  @ValueSource(strings = {"leaf1 reboots & <!here>", "{\"text\": \"leaf1 reboots & <!here>\"}"})
  void typedText_isTold(String typed) {
    var answered = function.post(typed, "X-Call-Id", "call-1");

    assertThat(answered.status()).isEqualTo(200);
    assertThat(slack.posts()).hasSize(1);
    assertThat(slack.posts().get(0).at("/blocks/0/text/text").asText())
        .isEqualTo("leaf1 reboots &amp; &lt;!here&gt;");
  }

  @Test
  void typedMarkup_isKept() {
    function.post("*tonight*: ```show version``` and `reload`");

    assertThat(slack.posts().get(0).at("/blocks/0/text/text").asText())
        .isEqualTo("*tonight*: ```show version``` and `reload`");
  }

  @Test
  void longText_isToldInParts() {
    function.post("& ".repeat(2_500));

    var post = slack.posts().get(0);
    assertThat(SlackLimits.broken(post)).isEmpty();
    assertThat(post.path("blocks").size()).isGreaterThan(1);
    assertThat(post.path("blocks").findValuesAsText("text")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\": \"x\"}", "{\"text\": \" \"}", "{\"text\": {\"a\": 1}}"})
  void otherJson_is400WithWhatIsExpected(String typed) {
    var answered = function.post(typed);

    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("expected text");
    assertThat(slack.posts()).isEmpty();
  }

  @Test
  void eventToldAlready_isDoneAndNotPostedAgain() {
    String move = Samples.structured(Samples.move(1, "DC1-Leaf"));
    function.post(move);

    var answered = function.post(move);

    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.json().at("/result/duplicate").asBoolean()).isTrue();
    assertThat(answered.json().at("/result/text").asText())
        .isEqualTo("leaf1 moved from Undefined to DC1-Leaf");
    assertThat(slack.posts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "alert,         ✅ ERROR resolved after 4 min 5 s: High CPU load average on leaf2",
    "alerts,        '2 CloudVision events: `ERROR` 1, `WARNING` 1'",
    "simple-output, 🟡 WARNING raised: Interface went down unexpectedly on JPE19330452 Ethernet1",
    "single-alert,  🟡 WARNING raised: Interface went down unexpectedly on JPE19330452 Ethernet1"
  })
  void notifiersBody_isToldOnce(String file, String text) {
    String body = Samples.read(Path.of("src/test/resources/notifier", file + ".json"));

    assertThat(function.post(body).status()).isEqualTo(200);
    assertThat(function.post(body).json().at("/result/duplicate").asBoolean()).isTrue();

    assertThat(slack.posts()).hasSize(1);
    assertThat(slack.posts().get(0).path("text").asText()).isEqualTo(text);
  }

  @Test
  void alertsThatTheNotifierLeftOut_areCounted() {
    ObjectNode body = alerts().put("truncatedAlerts", 12);

    assertThat(function.post(body.toString()).status()).isEqualTo(200);

    JsonNode post = slack.posts().get(0);
    assertThat(SlackLimits.broken(post)).isEmpty();
    assertThat(post.path("text").asText())
        .isEqualTo(
            "2 CloudVision events: `ERROR` 1, `WARNING` 1, and 12 more that CloudVision left out of"
                + " what it sent");
    assertThat(post.at("/blocks/2/text/text").asText())
        .isEqualTo("And *12 more that CloudVision left out of what it sent*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "null", "\"many\"", "{}"})
  void noCountOfAlertsLeftOut_isNotTold(String count) {
    ObjectNode body = alerts().set("truncatedAlerts", Samples.json(count));

    assertThat(function.post(body.toString()).status()).isEqualTo(200);

    assertThat(slack.posts().get(0).path("text").asText()).endsWith("`WARNING` 1");
  }

  private static ObjectNode alerts() {
    String body = Samples.read(Path.of("src/test/resources/notifier/alerts.json"));
    return (ObjectNode) Samples.json(body);
  }

  @Test
  void rules_chooseTheWebhookAndMention() throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url.noc"), slack.url("noc"));
    restart(
        "slack_rules",
        "severity=error type=cvp.event.* container=\"DC1 *\" -> webhook:noc @here @S123\n"
            + "container=Lab -> @U123");

    post(Samples.raised(1, "CRITICAL", "SYSLOG_V2", "DC1 Leaf"));
    post(Samples.raised(2, "WARNING", "SYSLOG_V2", "DC1 Leaf"));
    post(Samples.raised(3, "CRITICAL", "SYSLOG_V2", "DC2"));
    post(Samples.move(4, "Lab"));

    assertThat(slack.posts("noc")).hasSize(1);
    assertThat(slack.posts("noc").get(0).at("/blocks/0/text/text").asText())
        .isEqualTo("<!here> <!subteam^S123>");
    assertThat(slack.posts()).hasSize(3);
    assertThat(slack.posts().get(2).at("/blocks/0/text/text").asText()).isEqualTo("<@U123>");
  }

  @Test
  void validation_goesWhereItsContainerGoes() throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url.dc1"), slack.url("dc1"));
    restart("slack_rules", "container=DC1-* -> webhook:dc1");

    post(Samples.event("report-failure"));

    assertThat(slack.posts("dc1")).hasSize(1);
    assertThat(slack.posts()).isEmpty();
  }

  @Test
  void check_asksEveryWebhookAndPostsNothing() throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url.noc"), slack.url("noc"));
    restart("slack_rules", "container=DC1-* -> webhook:noc\nseverity=ERROR -> @here");
    slack.answers(FakeSlack.answer(400, "no_text"));

    JsonNode answer = function.checked();

    assertThat(answer.path("check").asText()).isEqualTo("ok");
    assertThat(answer.path("checks").findValuesAsText("detail"))
        .contains(
            "the webhook in the secret slack-webhook-url takes messages",
            "the webhook in the secret slack-webhook-url.noc takes messages");
    assertThat(answer.path("containers").findValuesAsText("pattern")).containsExactly("DC1-*");
    assertThat(slack.posts()).containsExactly(Samples.json("{}"));
  }

  @Test
  void check_deadWebhook_isAFailureThatNamesItsSecret() {
    slack.answers(FakeSlack.answer(404, "no_service"));

    JsonNode answer = function.checked();

    assertThat(answer.path("check").asText()).isEqualTo("failure");
    assertThat(answer.toString()).contains("slack-webhook-url").doesNotContain(FakeSlack.TOKEN);
  }

  @Test
  void teamsOwnTemplate_isUsed() throws IOException {
    String template = "text: 'To {{to}}: {{device}}'\nblocks:\n- header: '{{device}} ☞ {{to}}'\n";
    Files.writeString(secrets.resolve("slack-moved.yml"), template);
    restart("slack_templates", secrets.toString());

    post(Samples.move(1, "DC1"));

    assertThat(slack.posts().get(0).path("text").asText()).isEqualTo("To DC1: leaf1");
    assertThat(slack.posts().get(0).at("/blocks/0/text/text").asText()).isEqualTo("leaf1 ☞ DC1");
  }

  private void post(CloudEvent event) {
    assertThat(function.post(Samples.structured(event)).status()).isEqualTo(200);
  }
}
