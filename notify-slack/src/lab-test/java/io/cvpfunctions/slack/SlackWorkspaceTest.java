package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.slack.SlackMessage;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the lab's Slack, which refuses what Slack refuses. */
class SlackWorkspaceTest {
  private final SlackWorkspace slack = SlackWorkspace.start();
  private RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    function =
        RunningFunction.start(
            secrets, slack.webhookUrl(), "slack_tell_changes", "true", "slack_timeout", "3s");
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
    assertThat(slack.refusals()).isEmpty();
    assertThat(slack.messages()).allMatch(message -> message.controlSequences().isEmpty());
  }

  @Test
  void sample_isTold() {
    assertThat(function.post(sample()).status()).isEqualTo(200);

    assertThat(slack.messages()).hasSize(1);
    SlackMessage message = slack.messages().get(0);
    assertThat(message.text()).isEqualTo("leaf1 moved from Undefined to DC1-Leaf");
    assertThat(message.allText())
        .contains("JPE19330452", "DCS-7050SX3-48YC8", "4.31.2F", "127.0.0.11", "created in jdbc");
  }

  static List<String> events() {
    return Stream.of(Path.of("src/test/resources/events").toFile().list()).sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void everyKindOfEvent_isTaken(String file) {
    String event = Samples.read(Path.of("src/test/resources/events", file));

    assertThat(function.post(event).status()).isEqualTo(200);
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void batchOfEverything_isTakenAsOneDigest() {
    List<CloudEvent> batch = new ArrayList<>(Samples.moves(1, 48, "DC2-Leaf"));
    for (int i = 50; i < 100; i++) {
      batch.add(Samples.report(i, i % 2 == 0 ? "failure" : "success"));
      batch.add(Samples.raised(i, "ERROR", "HIGH_CPU_LOAD_AVG"));
      batch.add(Samples.removed(i, "DC1-Leaf"));
    }

    assertThat(function.post(Samples.batch(batch)).status()).isEqualTo(200);
    assertThat(slack.messages())
        .extracting(SlackMessage::text)
        .singleElement()
        .asString()
        .startsWith("198 events: 48 devices moved to DC2-Leaf. ")
        .contains("50 devices are no longer in CloudVision");
  }

  @Test
  void rateLimit_isWaitedFor() {
    slack.rateLimit(1, 1);

    assertThat(function.post(sample()).status()).isEqualTo(200);
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void refusedBlocks_becomePlainText() {
    slack.answerNext(400, "invalid_blocks");

    assertThat(function.post(sample()).status()).isEqualTo(200);
    assertThat(slack.messages().get(0).blocks().isMissingNode()).isTrue();
  }

  /** Slack has no idempotency key: the same id in both messages is what a person can tell by. */
  @Test
  void lostAnswer_is502AndTheRepeatShowsTheSameIdTwice() {
    slack.dropAnswerOfNext();

    assertThat(function.post(sample()).status()).isEqualTo(502);
    assertThat(function.post(sample()).status()).isEqualTo(200);
    assertThat(slack.messages())
        .hasSize(2)
        .allMatch(message -> message.allText().contains("0190c8f2-6f7e-7a31-8f4e-1d2c3b4a5968"));
  }

  @Test
  void lostPost_is502AndTheRepeatIsTheOnlyOne() {
    slack.loseNext();

    assertThat(function.post(sample()).status()).isEqualTo(502);
    assertThat(function.post(sample()).status()).isEqualTo(200);
    assertThat(slack.messages()).hasSize(1);
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.resetBeforeReading(),
        Fault.truncatedBody(),
        Fault.endlessAnswer(),
        Fault.trickle(),
        Fault.html502(),
        Fault.html200(),
        Fault.emptyBody(),
        Fault.redirectTo("http://127.0.0.1:1/elsewhere"),
        Fault.status(503));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_isAGatewayErrorAndNotTheEventsFault(Fault fault) {
    slack.http().fail(fault);

    var answered = function.post(sample());

    assertThat(answered.status()).isIn(502, 504);
    assertThat(answered.body()).doesNotContain("NotASecretInTheLab");
    slack.heal();
    assertThat(function.post(sample()).status()).isEqualTo(200);
  }

  private static String sample() {
    return Samples.read(Path.of("sample.json"));
  }
}
