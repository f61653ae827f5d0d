package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a consumer reads after an answer of 200, for each form an event can come and go in. */
@ExtendWith(OneBroker.class)
class KafkaPublishTest {
  private static final String DATA = "{\"title\":\"BGP down\",\"description\":\"peer 10.0.0.1\"}";

  private final RealBroker broker;
  private String topic;

  KafkaPublishTest(RealBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void newTopic() throws Exception {
    topic = broker.newTopic(3, Map.of());
  }

  @Test
  void sample_isARecordAtThePlaceItAnswers() throws Exception {
    Received answer = publish(Files.readString(Path.of("sample.json")));

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("JPE19330452");
    assertThat(answer.json().path("outcome").asText()).isEqualTo("done");
    assertThat(answer.json().path("result").toString())
        .isEqualTo(
            "{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d}"
                .formatted(topic, record.partition(), record.offset()));
  }

  @Test
  void binary_hasTheDataAsValueAndTheAttributesAsHeaders() {
    publish(
        event("id-1", "JPE1", DATA).replace("\"data\":", "\"correlationid\":\"c-1\",\"data\":"));

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("JPE1");
    assertThat(record.value()).isEqualTo(DATA);
    assertThat(RealBroker.headers(record))
        .containsExactlyInAnyOrder(
            "ce_specversion=1.0",
            "ce_id=id-1",
            "ce_source=https://cvp.example.com",
            "ce_type=cvp.event.raised",
            "ce_subject=JPE1",
            "ce_time=2026-11-21T09:30:00.123456789Z",
            "ce_correlationid=c-1",
            "content-type=application/json",
            "correlationid=c-1");
  }

  @Test
  void structured_hasTheWholeEventAsValue() {
    publish(event("id-1", "JPE1", DATA), "kafka_format", "structured");

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("JPE1");
    assertThat(RealBroker.headers(record))
        .containsExactly("content-type=application/cloudevents+json");
    assertThat(record.value())
        .isEqualTo(
            "{\"specversion\":\"1.0\",\"id\":\"id-1\",\"source\":\"https://cvp.example.com\","
                + "\"type\":\"cvp.event.raised\",\"datacontenttype\":\"application/json\","
                + "\"subject\":\"JPE1\",\"time\":\"2026-11-21T09:30:00.123456789Z\",\"data\":"
                + DATA
                + "}");
  }

  @Test
  void titleDescription_isTheRecordOfCloudVisionsOldReaders() {
    publish(event("id-1", "JPE1", DATA), "kafka_format", "title-description");

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("BGP down");
    assertThat(record.value()).isEqualTo("peer 10.0.0.1");
    assertThat(RealBroker.headers(record)).isEmpty();
  }

  @Test
  void titleDescriptionWithoutEither_hasTypeAndData() {
    publish(event("id-1", "JPE1", "{\"a\":1}"), "kafka_format", "title-description");

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("cvp.event.raised");
    assertThat(record.value()).isEqualTo("{\"a\":1}");
  }

  @Test
  void titleDescriptionOfDataThatIsNotJson_hasTypeAndData() {
    Map<String, String> headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "id-1",
            "ce-source", "/elsewhere",
            "ce-type", "org.example.said",
            "content-type", "text/plain");
    try (TestFunction function =
        TestFunction.with(broker.servers(), topic, "kafka_format", "title-description")) {
      assertThat(function.post("good morning", headers).status()).isEqualTo(200);
    }

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("org.example.said");
    assertThat(record.value()).isEqualTo("good morning");
  }

  @Test
  void eventWithoutSubjectOrData_hasItsIdAsKeyAndIsNoDeletion() {
    publish("{\"specversion\":\"1.0\",\"id\":\"id-1\",\"source\":\"/s\",\"type\":\"a.b\"}");

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("id-1");
    assertThat(record.value()).isEmpty();
  }

  @Test
  void timeOfTheAttempt_isNotPartOfTheRecord() {
    String sent = event("id-1", "JPE1", DATA);
    publish(sent.replace("\"data\":", "\"sentat\":\"2026-11-21T09:30:00Z\",\"data\":"));

    assertThat(RealBroker.headers(broker.read(topic, 1).get(0)).toString())
        .doesNotContain("sentat");
  }

  @Test
  void typedJson_isACustomEventOfTheDeviceItNames() {
    publish("{\"device\":{\"serialNumber\":\"JPE7\"},\"note\":\"hello\"}");

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("JPE7");
    assertThat(record.value())
        .isEqualTo("{\"device\":{\"serialNumber\":\"JPE7\"},\"note\":\"hello\"}");
    assertThat(RealBroker.headers(record))
        .contains("ce_type=cvp.custom", "ce_source=kafka-publish", "ce_subject=JPE7");
  }

  @Test
  void typedJsonOfNoDevice_hasTheCallIdAsKey() {
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      function.post("{\"note\":\"hello\"}", Map.of("X-Call-Id", "call-1"));
    }

    ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
    assertThat(record.key()).isEqualTo("call-1");
    assertThat(RealBroker.headers(record)).contains("ce_id=call-1");
  }

  @Test
  void topicWithTheTypeInIt_isOneForEachType() throws Exception {
    broker.createTopic(topic + ".cvp.event.raised", 1, Map.of());
    try (TestFunction function = TestFunction.with(broker.servers(), topic + ".{type}")) {
      Received answer = function.post(event("id-1", "JPE1", DATA));

      assertThat(answer.json().at("/result/topic").asText()).isEqualTo(topic + ".cvp.event.raised");
      assertThat(broker.read(topic + ".cvp.event.raised", 1)).hasSize(1);
    }
  }

  @Test
  void typeThatCannotBePartOfATopic_is422() {
    String event = event("id-1", "JPE1", DATA).replace("cvp.event.raised", "cvp/event");
    try (TestFunction function = TestFunction.with(broker.servers(), "{type}")) {
      Received answer = function.post(event);

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().path("detail").asText()).contains("cvp/event", "kafka_topic");
    }
  }

  @Test
  void text_is400WithWhatToTypeInstead() {
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      for (String typed : List.of("hello", "\"hello\"")) {
        Received answer = function.post(typed, Map.of("Content-Type", "application/json"));
        assertThat(answer.status()).isEqualTo(400);
      }
      Received answer = function.post("hello", Map.of("Content-Type", "text/plain"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("detail").asText()).contains("{\"text\":");
    }
  }

  private Received publish(String event, String... settings) {
    try (TestFunction function = TestFunction.with(broker.servers(), topic, settings)) {
      Received answer = function.post(event);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer;
    }
  }
}
