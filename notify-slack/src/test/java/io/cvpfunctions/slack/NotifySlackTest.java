package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifySlackTest {
  private final FakeSlack slack = new FakeSlack();
  private RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    slack.answers(FakeSlack.ok());
    function = RunningFunction.start(secrets, slack.url());
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
  }

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
  void changedDevice_isSkippedUnlessAskedFor() throws IOException {
    String changed = Samples.structured(Samples.event("changed"));

    var answered = function.post(changed);

    assertThat(answered.json().path("outcome").asText()).isEqualTo("skipped");
    assertThat(answered.body()).contains("slack_tell_changes");
    function.close();
    function = RunningFunction.start(secrets, slack.url(), "slack_tell_changes", "true");
    assertThat(function.post(changed).json().path("outcome").asText()).isEqualTo("done");
    assertThat(slack.posts()).hasSize(1);
  }

  @Test
  void typeWithoutAMessage_isSkipped() {
    String custom = Samples.structured(Samples.event("c", "cvp.custom", null, Samples.json("{}")));

    assertThat(function.post(custom).json().path("outcome").asText()).isEqualTo("skipped");
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
}
