package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.slack.RunningFunction.Answered;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest extends WebhookTest {
  @Test
  void movesOfManyDevices_areOneDigest() {
    Answered answered = post(Samples.moves(1, 48, "DC2-Leaf"));

    assertThat(answered.status()).isEqualTo(200);
    assertThat(posted()).containsExactly("48 devices moved to DC2-Leaf");
    assertThat(results(answered)).hasSize(48);
    assertThat(results(answered).get(47).path("id").asText()).isEqualTo("move-48");
    assertThat(results(answered).get(47).at("/result/posted").asInt()).isEqualTo(1);
    assertThat(results(answered).get(47).at("/result/together").asInt()).isEqualTo(48);
  }

  @Test
  void manyEventsOfSeveralKinds_areOneDigestAndAnsweredInOrder() {
    Answered answered =
        post(
            Samples.move(1, "DC1"),
            Samples.event("watcher-blind"),
            Samples.report(2, "success"),
            Samples.event("changed"),
            Samples.move(3, "DC1"),
            Samples.report(4, "failure"));

    assertThat(posted()).hasSize(1);
    assertThat(posted().get(0))
        .startsWith("5 events: 2 devices moved to DC1. ⚠️ The watcher is blind: cloudvision: ")
        .endsWith("2 validations: 1 success, 1 failure, 0 error, 0 skipped.");
    assertThat(outcomes(answered))
        .containsExactly("done", "done", "done", "skipped", "done", "done");
  }

  @Test
  void fewEventsOfSeveralKinds_areToldByKind() {
    post(
        Samples.move(1, "DC1"),
        Samples.report(1, "failure"),
        Samples.move(2, "DC1"),
        Samples.report(2, "success"));

    assertThat(posted())
        .containsExactly(
            "2 devices moved to DC1", "2 validations: 1 success, 1 failure, 0 error, 0 skipped");
  }

  @Test
  void thousandEvents_areAFewMessagesThatLoseNone() {
    int counted = 0;
    for (int batch = 0; batch < 5; batch++) {
      List<CloudEvent> events = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        events.add(Samples.raised(200 * batch + i, "ERROR", "SYSLOG_V2"));
      }
      assertThat(post(events).status()).isEqualTo(200);
    }
    for (String text : posted()) counted += Integer.parseInt(text.split(" ", -1)[0]);

    assertThat(posted()).hasSize(5);
    assertThat(counted).isEqualTo(1000);
  }

  @Test
  void laterEventOfADevice_isNeverToldBeforeAnEarlierOne() {
    post(rehearsed(moved("r", 1)), Samples.move(2, "DC1"), Samples.move(1, "DC1"), rehearsed(2));

    assertThat(posted())
        .containsExactly(
            "Rehearsal: leaf1 moved from Undefined to DC1",
            "2 devices moved to DC1",
            "Rehearsal: leaf2 moved from Undefined to DC1");
  }

  @Test
  void rehearsals_areToldApartFromWhatHappened() {
    post(Samples.move(1, "DC1"), rehearsed(Samples.move(2, "DC1")), Samples.move(3, "DC1"));

    assertThat(posted())
        .containsExactly("2 devices moved to DC1", "Rehearsal: leaf2 moved from Undefined to DC1");
  }

  @Test
  void wrongEvent_failsAloneAndWhatFollowsOfItsDevice() {
    CloudEvent wrong = Samples.event("wrong", "cvp.device.moved", "JPE2", Samples.json("{}"));

    Answered answered =
        post(Samples.move(1, "DC1"), wrong, Samples.move(2, "DC1"), Samples.move(3, "DC1"));

    assertThat(posted()).containsExactly("2 devices moved to DC1");
    assertThat(statuses(answered)).containsExactly(200, 422, 503, 200);
  }

  @Test
  void eventToldAlready_isNotInTheDigest() {
    post(Samples.move(1, "DC1"));

    Answered answered = post(Samples.moves(1, 3, "DC1"));

    assertThat(posted().get(1)).isEqualTo("2 devices moved to DC1");
    assertThat(results(answered).get(0).at("/result/duplicate").asBoolean()).isTrue();
  }

  @Test
  void sameEventTwice_isToldOnce() {
    Answered answered = post(Samples.move(1, "DC1"), Samples.move(1, "DC1"));

    assertThat(posted()).hasSize(1);
    assertThat(statuses(answered)).containsExactly(200, 200);
    assertThat(results(answered).get(1).at("/result/duplicate").asBoolean()).isTrue();
  }

  @Test
  void sameNewsTwiceInABatch_isToldOnceUnlessOtherNewsCameBetween() {
    Answered answered =
        post(
            validated("a", "failure"),
            validated("b", "failure"),
            validated("c", "success"),
            validated("d", "failure"));

    assertThat(posted()).containsExactly("3 validations: 1 success, 2 failure, 0 error, 0 skipped");
    assertThat(outcomes(answered)).containsExactly("done", "skipped", "done", "done");
  }

  @Test
  void deadWebhook_isAskedOnceForTheWholeBatch() {
    slack.answers(FakeSlack.answer(404, "no_service"));

    Answered answered = post(Samples.move(1, "DC1"), rehearsed(2));

    assertThat(slack.posts()).hasSize(1);
    assertThat(statuses(answered)).containsExactly(503, 503);
    assertThat(results(answered).get(1).path("retryAfter").asInt()).isEqualTo(300);
  }

  @Test
  void deadWebhook_isNoneOfTheOthersBusiness() throws IOException {
    Files.writeString(secrets.resolve("slack-webhook-url.noc"), slack.url("noc"));
    restart("slack_rules", "severity=ERROR -> webhook:noc");
    slack.answers(FakeSlack.answer(404, "no_service"));

    Answered answered =
        post(
            Samples.event("wrong", "cvp.event.raised", "JPE3", Samples.json("[]")),
            Samples.move(1, "DC1"),
            Samples.report(2, "failure"));

    assertThat(statuses(answered)).containsExactly(422, 503, 200);
    assertThat(slack.posts("noc")).hasSize(1);
  }

  @Test
  void rateLimitLongerThanTheBudget_isHandedBackForEveryEvent() {
    slack.answers(FakeSlack.answer(429, "rate_limited").withHeader("Retry-After", "60"));

    Answered answered = post(Samples.move(1, "DC1"), rehearsed(2));

    assertThat(slack.posts()).hasSize(1);
    assertThat(statuses(answered)).containsExactly(429, 429);
    assertThat(results(answered).get(1).path("retryAfter").asInt()).isEqualTo(60);
  }

  @Test
  void refusedMessage_isNoneOfTheOthersBusiness() {
    slack.answers(FakeSlack.answer(400, "no_text"), FakeSlack.ok());

    Answered answered = post(Samples.move(1, "DC1"), rehearsed(2));

    assertThat(statuses(answered)).containsExactly(422, 200);
  }

  @Test
  void timeThatEnds_leavesTheRestForLater() {
    slack.answers(FakeSlack.ok().withFixedDelay(1_500));

    Answered answered =
        function.post(
            Samples.batch(List.of(Samples.move(1, "DC1"), rehearsed(2))), "X-Timeout", "2s");

    assertThat(statuses(answered)).containsExactly(504, 503);
  }

  private static CloudEvent validated(String id, String verdict) {
    JsonNode data = Events.json(Samples.report(1, verdict));
    CloudEvent event = Samples.event(id, "validation.completed", "JPE1", data);
    return Events.withExtension(event, Events.CORRELATION_ID, "move-1");
  }

  private static CloudEvent rehearsed(int device) {
    return rehearsed(moved("rehearsed-" + device, device));
  }

  private static CloudEvent rehearsed(CloudEvent event) {
    return Events.withExtension(event, Events.REHEARSAL, "true");
  }

  private static CloudEvent moved(String id, int device) {
    JsonNode data = Samples.json(Samples.structured(Samples.move(device, "DC1"))).path("data");
    return Samples.event(id, "cvp.device.moved", "JPE" + device, data);
  }

  private Answered post(CloudEvent... events) {
    return post(Arrays.asList(events));
  }

  private Answered post(List<CloudEvent> events) {
    return function.post(Samples.batch(events));
  }

  private List<String> posted() {
    return slack.posts().stream().map(message -> message.path("text").asText()).toList();
  }

  private static List<JsonNode> results(Answered answered) {
    List<JsonNode> results = new ArrayList<>();
    answered.json().path("results").forEach(results::add);
    return results;
  }

  private static List<Integer> statuses(Answered answered) {
    return results(answered).stream().map(result -> result.path("status").asInt()).toList();
  }

  private static List<String> outcomes(Answered answered) {
    return results(answered).stream().map(result -> result.path("outcome").asText()).toList();
  }
}
