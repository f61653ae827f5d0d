package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code GET ?check} says of brokers, topics and the addresses that brokers tell. */
@ExtendWith(OneBroker.class)
class KafkaCheckTest {
  /** Where nobody will answer, however long one waits. */
  private static final String[] HASTY = {"kafka_max_block_ms", "300"};

  private static final String[] IMPATIENT = {"kafka_max_block_ms", "1000"};

  private final RealBroker broker;

  KafkaCheckTest(RealBroker broker) {
    this.broker = broker;
  }

  @Test
  void allIsWell_isSaidOfEach() throws Exception {
    String topic = broker.newTopic(3, Map.of());
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      JsonNode answer = function.check().json();
      assertThat(answer.path("check").asText()).as(answer.toString()).isEqualTo("ok");
      assertThat(own(answer))
          .containsExactly(
              "ok topic: " + topic + " is there; partitions: 3",
              "ok listeners: broker 0 calls itself " + broker.servers() + ", and is reached there",
              "ok rights: we may write to " + topic);
    }
  }

  @Test
  void topicOfTheEvent_onlyBrokersAreLookedAt() {
    try (TestFunction function = TestFunction.with(broker.servers(), "t.{type}")) {
      JsonNode answer = function.check().json();
      assertThat(answer.path("check").asText()).as(answer.toString()).isEqualTo("ok");
      assertThat(own(answer))
          .anyMatch(each -> each.startsWith("ok brokers: brokers that answer: 1"));
    }
  }

  @Test
  void topicMissing_isNotCreated() {
    try (TestFunction function = TestFunction.with(broker.servers(), "no-such-topic", IMPATIENT)) {
      assertFails(function, "failure topic: Kafka: there is no Kafka topic no-such-topic");
    }
  }

  @Test
  void nobodyThere_isSaid() {
    try (TestFunction function = TestFunction.with("127.0.0.1:1", "t", HASTY)) {
      assertFails(function, "failure topic: Kafka: no connection to 127.0.0.1:1");
    }
    try (TestFunction function = TestFunction.with("no-such-host.invalid:9092", "t{type}", HASTY)) {
      assertFails(function, "failure brokers: Kafka: no name in no-such-host.invalid:9092");
    }
    try (TestFunction function = TestFunction.with("127.0.0.1:1", "t{type}", HASTY)) {
      assertFails(function, "failure brokers: Kafka: 127.0.0.1:1 tells nothing of the cluster");
    }
  }

  @Test
  void brokerGoneSinceTheFirstEvent_isSaid() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    CuttingProxy proxy = new CuttingProxy();
    proxy.leadTo(broker.servers());
    try (TestFunction function = TestFunction.with(proxy.address(), topic, IMPATIENT)) {
      assertThat(function.check().json().path("check").asText()).isEqualTo("ok");
      proxy.close();
      assertFails(function, "failure topic: Kafka: no connection to " + proxy.address());
    }
  }

  @Test
  void listenerThatDoesNotResolve_isNamed() throws Exception {
    try (RealBroker elsewhere = RealBroker.openAdvertising("no-such-host.invalid:9092");
        TestFunction function = TestFunction.with(elsewhere.servers(), "t", IMPATIENT)) {
      assertFails(
          function,
          "failure listeners: broker 0 calls itself no-such-host.invalid:9092, which does not"
              + " resolve here");
    }
  }

  private static void assertFails(TestFunction function, String says) {
    JsonNode answer = function.check().json();
    assertThat(answer.path("check").asText()).isEqualTo("failure");
    assertThat(own(answer)).as(answer.toString()).anyMatch(each -> each.startsWith(says));
  }

  /** Without what all functions look at. */
  private static List<String> own(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : answer.path("checks")) {
      lines.add(
          "%s %s: %s"
              .formatted(
                  each.path("status").asText(),
                  each.path("name").asText(),
                  each.path("detail").asText()));
    }
    return lines.subList(3, lines.size());
  }
}
