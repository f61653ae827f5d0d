package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.function.Received;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What CloudVision's own webhook notifier posts (facts: CloudVision F) becomes on Kafka. */
@ExtendWith(OneBroker.class)
class NotifierTest {
  private static final String FIRING =
      """
      {"status":"firing","labels":{"deviceId":"JPE1","deviceHostname":"leaf1","eventKey":"k-1",\
      "eventType":"BGP_DOWN","severity":"ERROR","deviceTag_Container":"DC1"},\
      "annotations":{"title":"BGP down","description":"peer 10.0.0.1"},\
      "startsAt":"2026-01-02T03:00:00Z","endsAt":"0001-01-01T00:00:00Z",\
      "generatorURL":"https://cvp.example.net/cv/events/k-1/1"}""";
  private static final String RESOLVED =
      FIRING.replace("firing", "resolved").replace("0001-01-01T00:00:00Z", "2026-01-02T03:04:05Z");
  private static final String BODY =
      "{\"receiver\":\"r\",\"alerts\":[" + FIRING + "," + RESOLVED + "],\"version\":\"4\"}";

  private final RealBroker broker;
  private String topic;

  NotifierTest(RealBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void newTopic() throws Exception {
    topic = broker.newTopic(3, Map.of());
  }

  @Test
  void alerts_areEachAnEventOfItsDevice() {
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      JsonNode records = function.post(BODY).json().at("/result/records");
      assertThat(records).hasSize(2);
    }

    List<ConsumerRecord<String, String>> records = broker.read(topic, 2);
    assertThat(records).allMatch(record -> record.key().equals("JPE1"));
    assertThat(RealBroker.headers(records.get(0)))
        .contains(
            "ce_type=cvp.event.raised",
            "ce_source=https://cvp.example.net",
            "ce_time=2026-01-02T03:00:00Z");
    assertThat(RealBroker.headers(records.get(1)))
        .contains("ce_type=cvp.event.resolved", "ce_time=2026-01-02T03:04:05Z");
    assertThat(records.get(0).value()).contains("\"severity\":\"ERROR\"", "\"hostname\":\"leaf1\"");
  }

  @Test
  void alertsThatWereLeftOut_areCountedInTheAnswer() {
    String truncated = BODY.replace("\"version\"", "\"truncatedAlerts\":12,\"version\"");
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      JsonNode result = function.post(truncated).json().path("result");
      assertThat(result.path("records")).hasSize(2);
      assertThat(result.path("truncatedAlerts").asInt()).isEqualTo(12);
      assertThat(function.post(BODY).json().path("result").has("truncatedAlerts")).isFalse();
    }
  }

  @Test
  void sameBodyAgain_hasTheSameIds() {
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      function.post(BODY);
      function.post(BODY);
    }

    assertThat(broker.read(topic, 4).stream().map(r -> RealBroker.header(r, "ce_id")).distinct())
        .hasSize(2);
  }

  @Test
  void titleDescription_isTheRecordOfEachAlert() {
    try (TestFunction function =
        TestFunction.with(broker.servers(), topic, "kafka_format", "title-description")) {
      function.post("[" + FIRING + "]");
    }

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("BGP down");
    assertThat(record.value()).isEqualTo("peer 10.0.0.1");
  }

  @Test
  void alertThatDoesNotGetIn_failsTheCall() {
    try (TestFunction function =
        TestFunction.with(broker.servers(), topic, "kafka_max_request_size", "600")) {
      String body = BODY.replace("peer 10.0.0.1", "x".repeat(600));
      Received answer = function.post(body);

      assertThat(answer.status()).isEqualTo(413);
    }
  }
}
