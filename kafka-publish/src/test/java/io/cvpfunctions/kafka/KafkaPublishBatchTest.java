package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.batch;
import static io.cvpfunctions.kafka.TestEvents.dataOf;
import static io.cvpfunctions.kafka.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.function.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches on a real broker: one answer per event, each true, and order within a key. */
@ExtendWith(OneBroker.class)
class KafkaPublishBatchTest {
  private final RealBroker broker;

  KafkaPublishBatchTest(RealBroker broker) {
    this.broker = broker;
  }

  @Test
  void batch_isAnsweredEventByEventWithThePlaceOfEach() throws Exception {
    String topic = broker.newTopic(3, Map.of());
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 500; i++) events.add(event("id-" + i, "JPE" + i % 50, "{\"n\":" + i + "}"));
    Received answer = post(topic, batch(events));

    assertThat(answer.status()).isEqualTo(200);
    Map<String, String> places = new HashMap<>();
    for (ConsumerRecord<String, String> record : broker.read(topic, 500)) {
      places.put(record.value(), record.partition() + "/" + record.offset());
    }
    JsonNode results = answer.json().path("results");
    assertThat(results).hasSize(500);
    for (int i = 0; i < 500; i++) {
      JsonNode place = results.get(i).path("result");
      assertThat(results.get(i).path("id").asText()).isEqualTo("id-" + i);
      assertThat(places.get("{\"n\":" + i + "}"))
          .isEqualTo(place.path("partition").asInt() + "/" + place.path("offset").asInt());
    }
  }

  @Test
  void batch_isInOrderWithinAKey() throws Exception {
    String topic = broker.newTopic(2, Map.of());
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) events.add(event("id-" + i, "JPE" + i % 4, "{\"n\":" + i + "}"));
    post(topic, batch(events));

    Map<String, Integer> last = new HashMap<>();
    for (ConsumerRecord<String, String> record : broker.read(topic, 120)) {
      int n = Integer.parseInt(record.value().replaceAll("\\D", ""));
      Integer before = last.put(record.key(), n);
      assertThat(n).isGreaterThan(before == null ? -1 : before);
    }
  }

  @Test
  void eventThatTheBrokerRefuses_holdsBackTheLaterOnesOfItsKeyOnly() throws Exception {
    String topic = broker.newTopic(1, Map.of("max.message.bytes", "20000"));
    List<String> events =
        List.of(
            event("a-1", "JPE1", "{}"),
            event("b-1", "JPE2", "{}"),
            event("a-2", "JPE1", dataOf(30_000)),
            event("a-3", "JPE1", "{}"),
            event("b-2", "JPE2", "{}"));
    Received answer = post(topic, batch(events));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(statuses(answer)).containsExactly(200, 200, 413, 503, 200);
    assertThat(answer.json().at("/results/3/detail").asText()).contains("earlier event");
    assertThat(ids(broker.read(topic, 3))).containsExactly("a-1", "b-1", "b-2");
  }

  @Test
  void eventThatIsTooLargeForTheClient_holdsBackTheLaterOnesOfItsKeyOnly() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    List<String> events =
        List.of(
            event("a-1", "JPE1", dataOf(30_000)),
            event("a-2", "JPE1", "{}"),
            event("b-1", "JPE2", "{}"));
    Received answer = post(topic, batch(events), "kafka_max_request_size", "20000");

    assertThat(statuses(answer)).containsExactly(413, 503, 200);
    assertThat(ids(broker.read(topic, 1))).containsExactly("b-1");
  }

  @Test
  void eventsOfTheSameTitle_stayInOrderEvenAcrossDevices() throws Exception {
    String topic = broker.newTopic(1, Map.of("max.message.bytes", "20000"));
    String tooLarge = "{\"title\":\"t\",\"description\":\"" + "x".repeat(30_000) + "\"}";
    List<String> events =
        List.of(
            event("1", "JPE1", tooLarge),
            event("2", "JPE2", "{\"title\":\"t\",\"description\":\"d\"}"),
            event("3", "JPE1", "{\"title\":\"other\",\"description\":\"d\"}"),
            event("4", "JPE3", "{\"title\":\"another title\",\"description\":\"described\"}"));
    Received answer = post(topic, batch(events), "kafka_format", "title-description");

    assertThat(statuses(answer)).containsExactly(413, 503, 503, 200);
  }

  @Test
  void topicThatIsMissing_failsItsOwnEventsOnlyAndAtOnce() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    broker.createTopic(topic + ".cvp.event.raised", 1, Map.of());
    String elsewhere = event("x", "JPE9", "{}").replace("cvp.event.raised", "no.such");
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) events.add(elsewhere.replace("JPE9", "JPE9" + i));
    events.add(event("a-1", "JPE1", "{}"));
    long start = System.nanoTime();
    Received answer = post(topic + ".{type}", batch(events), "kafka_max_block_ms", "500");

    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(statuses(answer)).startsWith(503, 503, 503).endsWith(200).hasSize(21);
  }

  private Received post(String topic, String body, String... settings) {
    try (TestFunction function = TestFunction.with(broker.servers(), topic, settings)) {
      return function.post(body);
    }
  }

  private static List<Integer> statuses(Received answer) {
    List<Integer> statuses = new ArrayList<>();
    answer.json().path("results").forEach(result -> statuses.add(result.path("status").asInt()));
    return statuses;
  }

  private static List<String> ids(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .flatMap(record -> RealBroker.headers(record).stream())
        .filter(header -> header.startsWith("ce_id="))
        .map(header -> header.substring("ce_id=".length()))
        .toList();
  }
}
