package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is not told, since it would be no news. */
class NotToldTest extends WebhookTest {
  @Test
  void changedDevice_isSkippedUnlessAskedFor() throws IOException {
    String changed = Samples.structured(Samples.event("changed"));

    var answered = function.post(changed);

    assertThat(answered.json().path("outcome").asText()).isEqualTo("skipped");
    assertThat(answered.body()).contains("slack_tell_changes");
    restart("slack_tell_changes", "true");
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
  void sameVerdictOfTheSameChain_isNotToldAgain() {
    report("first", "failure", "move-1");

    assertThat(report("again", "failure", "move-1").at("/result/reason").asText())
        .isEqualTo("the same verdict was told already");
    assertThat(report("mended", "success", "move-1").path("outcome").asText()).isEqualTo("done");
    assertThat(report("moved-again", "success", "move-2").path("outcome").asText())
        .isEqualTo("done");
    assertThat(slack.posts()).hasSize(3);
  }

  @Test
  void otherFailure_isNewsThoughTheVerdictIsTheSame() {
    report("first", "failure", "move-1");
    ObjectNode data = (ObjectNode) Events.json(Samples.report(1, "failure")).deepCopy();
    ((ObjectNode) data.at("/results/0")).put("test", "VerifyUptime");

    String other = Samples.structured(chained("other", "validation.completed", data, "move-1"));

    assertThat(function.post(other).json().path("outcome").asText()).isEqualTo("done");
  }

  private JsonNode report(String id, String verdict, String chain) {
    JsonNode data = Events.json(Samples.report(1, verdict));
    return function
        .post(Samples.structured(chained(id, "validation.completed", data, chain)))
        .json();
  }

  private static CloudEvent chained(String id, String type, JsonNode data, String chain) {
    return Events.withExtension(
        Samples.event(id, type, "JPE1", data), Events.CORRELATION_ID, chain);
  }

  @Test
  void acknowledgement_isNotToldOfWhatWasTold() {
    ObjectNode data = (ObjectNode) Events.json(Samples.event("event-raised")).deepCopy();
    String acknowledged = updated("acknowledged", data.put("ack", true));
    String worse = updated("worse", data.put("severity", "CRITICAL"));

    function.post(Samples.structured(Samples.event("event-raised")));
    assertThat(function.post(acknowledged).body()).contains("skipped", "has changed");
    assertThat(function.post(worse).body()).contains("done", "CRITICAL updated");
    assertThat(slack.posts()).hasSize(2);
  }

  @Test
  void acknowledgedEventThatIsNotKnown_isTold() {
    ObjectNode data = (ObjectNode) Events.json(Samples.event("event-raised")).deepCopy();
    data.put("ack", true).put("severity", "CRITICAL");

    assertThat(function.post(updated("worse", data)).body()).contains("done", "CRITICAL updated");
    assertThat(slack.posts()).hasSize(1);
  }

  private static String updated(String id, JsonNode data) {
    return Samples.structured(Samples.event(id, "cvp.event.updated", "JPE1", data));
  }
}
