package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import io.cvpfunctions.lab.slack.SlackFile;
import io.cvpfunctions.lab.slack.SlackMessage;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a bot token: what belongs together is one thread, and its first message is kept true. */
class BotTest {
  private final SlackWorkspace slack = SlackWorkspace.start();
  private RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(secrets.resolve("slack-bot-token"), slack.botToken());
    restart();
  }

  private void restart(String... settings) {
    if (function != null) function.close();
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of("slack_api_url", slack.apiUrl(), "slack_channel", "#network"));
    function = RunningFunction.with(secrets, all.toArray(String[]::new));
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
    assertThat(slack.http().unexpected()).isEmpty();
  }

  @Test
  void move_opensAThreadThatTheAnswerNames() {
    String thread = moved();

    assertThat(thread).matches(slack.channelId() + ":\\d+\\.\\d+");
    assertThat(slack.messages()).singleElement().extracting(SlackMessage::threadTs).isEqualTo("");
    assertThat(slack.messages().get(0).body().path("unfurl_links").asBoolean(true)).isFalse();
  }

  @Test
  void validation_answersInTheThreadAndIsSeenOnTheFirstMessage() {
    String thread = moved();
    JsonNode told = post(threaded(Samples.event("report-failure"), thread)).path("result");

    assertThat(told.path("posted").asInt()).isEqualTo(1);
    assertThat(told.path("updated").asInt()).isEqualTo(1);
    assertThat(told.path("attached").asBoolean()).isTrue();
    assertThat(told.path("slackthread").asText()).isEqualTo(thread);
    SlackMessage first = first(thread);
    assertThat(first.blocks().at("/0/text/text").asText()).isEqualTo("leaf1 moved to DC1-Leaf");
    assertThat(first.body().at("/attachments/0/blocks/0/text/text").asText())
        .isEqualTo("❌ *failed validation* · 1 success, 3 failure, 1 error, 1 skipped");
    SlackMessage answer = slack.messages().get(2);
    assertThat(answer.threadTs()).isEqualTo(first.ts());
    assertThat(answer.text()).startsWith("❌ leaf1 failed validation");
  }

  @Test
  void report_isAttachedToTheThread() {
    String thread = moved();
    post(threaded(Samples.event("report-failure"), thread));

    SlackFile file = slack.files().get(0);
    assertThat(slack.files()).hasSize(1);
    assertThat(file.name()).isEqualTo("leaf1-failure.html");
    assertThat(thread).isEqualTo(file.channel() + ":" + file.threadTs());
    assertThat(file.content())
        .startsWith("<!DOCTYPE html>")
        .contains("leaf1 failed validation", "VerifyMlagStatus", "expected connected");
  }

  @Test
  void validationWithoutAThread_opensOne() {
    JsonNode told = post(Samples.event("report-success")).path("result");

    assertThat(slack.messages()).hasSize(1);
    assertThat(told.path("slackthread").asText())
        .isEqualTo(slack.channelId() + ":" + slack.messages().get(0).ts());
    assertThat(slack.files().get(0).threadTs()).isEqualTo(slack.messages().get(0).ts());
  }

  @Test
  void tokenThatMayNotAttach_stillTells() {
    slack.lackScope("files:write");

    JsonNode told = post(Samples.event("report-success")).path("result");

    assertThat(told.path("posted").asInt()).isEqualTo(1);
    assertThat(told.path("attached").asBoolean(true)).isFalse();
    assertThat(told.path("notAttached").asText()).contains("files:write", "slack-app.yml");
    assertThat(slack.files()).isEmpty();
  }

  @Test
  void reportThatSlackWantsElsewhere_isNotSentThere_andStillTold() {
    try (HttpEndpoint elsewhere = HttpEndpoint.start(Listen.anywhere(), new Routes())) {
      String address = "http://localhost:" + elsewhere.port() + "/upload";
      String answer = "{\"ok\": true, \"upload_url\": \"" + address + "\", \"file_id\": \"F1\"}";
      slack
          .http()
          .failOn("getUploadURLExternal", Fault.instead(Reply.of(200, "application/json", answer)));
      JsonNode told = post(Samples.event("report-success")).path("result");

      assertThat(told.path("posted").asInt()).isEqualTo(1);
      assertThat(told.path("notAttached").asText()).contains("gave no address for a file");
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void resolvedEvent_updatesTheRaisedOne() {
    String thread = thread(post(Samples.event("event-raised")));

    JsonNode told = post(threaded(later("resolved"), thread)).path("result");

    assertThat(told.path("updated").asInt()).isEqualTo(1);
    assertThat(told.has("posted")).isFalse();
    SlackMessage now = first(thread);
    assertThat(now.text()).startsWith("✅ WARNING resolved after ");
    assertThat(now.body().at("/attachments/0/color").asText()).isEqualTo("#2EB67D");
    assertThat(slack.messages()).allMatch(message -> message.ts().equals(now.ts()));
  }

  @Test
  void updatedEvent_isSeenOnTheRaisedOneAndToldInItsThread() {
    String thread = thread(post(Samples.event("event-raised")));
    CloudEvent update = later("updated");
    ObjectNode data = (ObjectNode) Events.json(update).deepCopy();

    post(threaded(Events.withData(update, data.put("severity", "CRITICAL")), thread));

    assertThat(first(thread).text()).startsWith("🔴 CRITICAL updated");
    assertThat(slack.messages().get(2).threadTs()).isEqualTo(first(thread).ts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"message_not_found", "cant_update_message", "edit_window_closed"})
  void firstMessageThatCannotBeUpdated_isFollowedByANewOne(String word) {
    String thread = thread(post(Samples.event("event-raised")));
    slack.refuseNext("chat.update", word);

    JsonNode told = post(threaded(later("resolved"), thread)).path("result");

    assertThat(told.path("posted").asInt()).isEqualTo(1);
    assertThat(told.path("slackthread").asText()).isNotEqualTo(thread);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"is_archived", "channel_not_found", "not_in_channel", "restricted_action"})
  void threadInAChannelThatIsClosed_isFollowedByANewOneInTheChannelOfToday(String word) {
    String raised = thread(post(Samples.event("event-raised")));
    String moved = moved();
    slack.refuseNext("chat.update", word);
    JsonNode resolved = post(threaded(later("resolved"), raised)).path("result");
    slack.refuseNext("chat.postMessage", word);
    JsonNode validated = post(threaded(Samples.event("report-success"), moved)).path("result");

    assertThat(resolved.path("posted").asInt()).isEqualTo(1);
    assertThat(validated.path("slackthread").asText())
        .startsWith(slack.channelId())
        .isNotEqualTo(moved);
  }

  @Test
  void updateInPlainText_leavesNoBlocksOfBefore() {
    String raised = thread(post(Samples.event("event-raised")));
    slack.refuseNext("chat.update", "invalid_blocks");

    post(threaded(later("resolved"), raised));

    assertThat(first(raised).text()).startsWith("✅ WARNING resolved after ");
    assertThat(first(raised).blocks()).isEmpty();
    assertThat(first(raised).body().path("attachments")).isEmpty();
  }

  @Test
  void failureInAThread_isNoneOfTheChannelsBusiness() {
    String raised = thread(post(Samples.event("event-raised")));
    slack.refuseNext("chat.update", "missing_scope");

    var answered =
        function.post(
            Samples.batch(List.of(threaded(later("resolved"), raised), Samples.move(2, "DC1"))));

    assertThat(answered.json().at("/results/0/status").asInt()).isEqualTo(503);
    assertThat(answered.json().at("/results/1/status").asInt()).isEqualTo(200);
  }

  @Test
  void closedChannel_isNoneOfTheBusinessOfAThreadElsewhere() {
    String raised = thread(post(Samples.event("event-raised")));
    restart("slack_rules", "container=DC1-* -> " + slack.addChannel("#noc"));
    slack.refuseNext("chat.postMessage", "is_archived");

    var answered =
        function.post(
            Samples.batch(
                List.of(Samples.move(2, "DC1-Leaf"), threaded(later("resolved"), raised))));

    assertThat(answered.json().at("/results/0/status").asInt()).isEqualTo(503);
    assertThat(answered.json().at("/results/1/status").asInt()).isEqualTo(200);
    assertThat(first(raised).text()).startsWith("✅ WARNING resolved after ");
  }

  @Test
  void verdictOfARehearsal_saysThatItIsOne() {
    CloudEvent move = Events.withExtension(Samples.move(1, "DC1"), Events.REHEARSAL, "true");
    String thread = thread(post(move));

    post(
        threaded(
            Events.withExtension(Samples.report(1, "success"), Events.REHEARSAL, "true"), thread));

    assertThat(first(thread).text()).startsWith("Rehearsal: ✅ leaf1 passed validation");
  }

  @Test
  void deletedFirstMessage_isFollowedByANewOne() {
    String thread = moved();
    slack.delete(slack.messages().get(0).ts());

    JsonNode told = post(threaded(Samples.event("report-success"), thread)).path("result");

    assertThat(slack.messages().get(1).threadTs()).isEmpty();
    assertThat(told.path("attached").asBoolean()).isTrue();
  }

  @Test
  void rules_chooseTheChannelOfAThread() {
    String noc = slack.addChannel("#noc");
    restart("slack_rules", "severity=ERROR -> #noc @here\ncontainer=DC1-* -> " + noc);

    assertThat(thread(post(Samples.raised(1, "CRITICAL", "SYSLOG_V2")))).startsWith(noc);
    assertThat(thread(post(Samples.move(1, "DC1-Leaf")))).startsWith(noc);
    String thread = thread(post(Samples.move(2, "DC2-Leaf")));
    assertThat(thread).startsWith(slack.channelId());
    assertThat(thread(post(threaded(Samples.report(2, "failure"), thread)))).isEqualTo(thread);
    assertThat(slack.messages().get(slack.messages().size() - 1).controlSequences())
        .containsExactly("<!here>");
  }

  @Test
  void ruleWithAWebhook_takesOutOfTheThread() throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url.noc"), slack.webhookUrl());
    restart("slack_rules", "type=validation.completed -> webhook:noc");
    String thread = moved();

    JsonNode told = post(threaded(Samples.event("report-failure"), thread)).path("result");

    assertThat(told.path("posted").asInt()).isEqualTo(1);
    assertThat(told.has("slackthread")).isFalse();
    assertThat(slack.messages()).hasSize(2);
    assertThat(slack.messages().get(1).threadTs()).isEmpty();
    assertThat(first(thread).text()).isEqualTo("leaf1 moved from Undefined to DC1-Leaf");
  }

  @Test
  void fewThreadsOfABatch_areAnsweredEach_andAStormIsADigest() {
    List<CloudEvent> reports = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      String thread = thread(post(Samples.move(i, "DC1")));
      reports.add(threaded(Samples.report(i, "success"), thread));
    }
    post(reports.subList(0, 3));
    assertThat(slack.messages()).hasSize(6 + 2 * 3);

    post(
        reports.stream()
            .map(
                report ->
                    CloudEventBuilder.from(report)
                        .withId("x" + report.getId())
                        .withExtension(Events.CORRELATION_ID, "x" + report.getId())
                        .build())
            .toList());
    assertThat(slack.messages()).hasSize(6 + 2 * 3 + 1);
    assertThat(slack.messages().get(12).text()).startsWith("6 validations");
  }

  @Test
  void eventsThatEndTogether_areSeenOnTheirFirstMessages_andAStormIsADigest() {
    List<CloudEvent> ends = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      CloudEvent raised = Samples.raised(i, "ERROR", "SYSLOG_V2");
      ends.add(threaded(retyped(raised, "resolved"), thread(post(raised))));
    }
    post(ends.subList(0, 10));
    assertThat(slack.messages()).hasSize(11 + 10);
    assertThat(slack.current(slack.messages().get(9).ts()).orElseThrow().text())
        .startsWith("✅ ERROR resolved");

    restart();
    post(ends);
    assertThat(slack.messages()).hasSize(11 + 10 + 1);
    assertThat(slack.messages().get(21).text()).startsWith("11 CloudVision events");
  }

  private static CloudEvent retyped(CloudEvent raised, String state) {
    return CloudEventBuilder.from(raised)
        .withId(state + raised.getId())
        .withType("cvp.event." + state)
        .build();
  }

  @Test
  void moveAndItsValidationInOneBatch_areOneThread() {
    CloudEvent move = Samples.move(1, "DC1");
    post(List.of(move, chained(Samples.report(1, "success"), move), Samples.move(2, "DC1")));

    SlackMessage first = slack.current(slack.messages().get(0).ts()).orElseThrow();
    assertThat(first.blocks().at("/0/text/text").asText()).isEqualTo("leaf1 moved to DC1");
    assertThat(first.text()).startsWith("✅ leaf1 passed validation");
    assertThat(slack.messages().get(2).threadTs()).isEqualTo(first.ts());
    assertThat(slack.messages().get(3).text()).isEqualTo("leaf2 moved from Undefined to DC1");
  }

  @Test
  void moveToldAlready_namesItsThreadToWhoeverLostTheAnswer() {
    CloudEvent move = Samples.move(1, "DC1");
    String thread = thread(post(move));

    JsonNode again = post(move).path("result");
    post(List.of(move, chained(Samples.report(1, "success"), move)));

    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(again.path("slackthread").asText()).isEqualTo(thread);
    assertThat(slack.messages()).hasSize(3);
    assertThat(slack.messages().get(2).threadTs()).isEqualTo(first(thread).ts());
  }

  @Test
  void check_saysWhoseTheTokenIs() throws IOException {
    assertThat(function.checked().path("checks").findValuesAsText("detail"))
        .anyMatch(detail -> detail.startsWith("the token is that of lab-bot in Lab;"));

    Files.writeString(secrets.resolve("slack-bot-token"), "xoxb-of-nobody");
    restart();

    assertThat(function.checked().path("check").asText()).isEqualTo("failure");
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void stormOfMoves_isADigestThatOpensNoThread() {
    post(Samples.moves(1, 6, "DC1"));

    assertThat(slack.messages())
        .extracting(SlackMessage::text)
        .containsExactly("6 devices moved to DC1");
  }

  private static CloudEvent chained(CloudEvent event, CloudEvent cause) {
    return Events.withExtension(event, Events.CORRELATION_ID, cause.getId());
  }

  private void post(List<CloudEvent> batch) {
    assertThat(function.post(Samples.batch(batch)).status()).isEqualTo(200);
  }

  private String moved() {
    return thread(function.post(Samples.read(Path.of("sample.json"))).json());
  }

  private JsonNode post(CloudEvent event) {
    var answered = function.post(Samples.structured(event));
    assertThat(answered.status()).as(answered.body()).isEqualTo(200);
    return answered.json();
  }

  private static String thread(JsonNode answer) {
    return answer.at("/result/slackthread").asText();
  }

  private static CloudEvent threaded(CloudEvent event, String thread) {
    return Events.withExtension(event, Events.SLACK_THREAD, thread);
  }

  /** The raised event of the samples, in a later state. */
  private static CloudEvent later(String state) {
    return retyped(Samples.event("event-raised"), state);
  }

  private SlackMessage first(String thread) {
    return slack.current(thread.substring(thread.indexOf(':') + 1)).orElseThrow();
  }
}
