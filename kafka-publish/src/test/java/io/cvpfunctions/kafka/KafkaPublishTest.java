package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealBroker.Once.class)
class KafkaPublishTest {
  private final RealBroker broker;

  KafkaPublishTest(RealBroker broker) {
    this.broker = broker;
  }

  @Test
  void sample_isARecordAtThePlaceItAnswers() throws Exception {
    String topic = broker.newTopic(3, Map.of());
    String sample = Files.readString(Path.of("sample.json"));
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      Received answer = function.post(sample);

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      ConsumerRecord<String, String> record = broker.read(topic, 1).get(0);
      assertThat(record.key()).isEqualTo("JPE19330452");
      assertThat(answer.json().path("result").toString())
          .isEqualTo(
              "{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d}"
                  .formatted(topic, record.partition(), record.offset()));
    }
  }
}
