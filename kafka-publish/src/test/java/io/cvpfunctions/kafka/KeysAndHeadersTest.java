package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kafka_key} and {@code kafka_headers} make of a record, as a consumer reads it. */
@ExtendWith(OneBroker.class)
class KeysAndHeadersTest {
  private static final String DATA =
      "{\"key\":\"k-1\",\"title\":\"BGP down\",\"device\":{\"hostname\":\"leaf1\"},\"n\":7}";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final RealBroker broker;
  private String topic;

  KeysAndHeadersTest(RealBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void newTopic() throws Exception {
    topic = broker.newTopic(3, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "subject, JPE1",
    "event, k-1",
    "title, BGP down",
    "/device/hostname, leaf1",
    "/n, 7",
    "/device, JPE1",
    "/missing, JPE1"
  })
  void key_isWhatTheSettingSays(String setting, String key) {
    assertThat(published(DATA, "kafka_key", setting).key()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"event, JPE1", "title, cvp.event.raised"})
  void keyThatIsMissing_isSomethingElseThatKeepsOrder(String setting, String key) {
    assertThat(published("{}", "kafka_key", setting).key()).isEqualTo(key);
  }

  @Test
  void keyOfTitleDescription_canBeAnother() {
    ConsumerRecord<String, String> record =
        published(DATA, "kafka_format", "title-description", "kafka_key", "subject");

    assertThat(record.key()).isEqualTo("JPE1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "structured", "title-description"})
  void headers_areOnRecordsOfEveryFormat(String format) {
    String[] settings = {"kafka_format", format, "kafka_headers", "site=dc1, team = net=ops"};

    assertThat(RealBroker.headers(published(DATA, settings)))
        .contains("site=dc1", "team=net=ops", "correlationid=c-1", "traceparent=" + TRACE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka_headers | a b=1 | a b=1 is not name=value",
        "kafka_headers | alone | alone is not name=value",
        "kafka_headers | ce_id=1 | has a name that the event's own headers have",
        "kafka_headers | traceparent=1 | has a name that the event's own headers have",
        "kafka_key | serial | kafka_key=serial is not one of subject, event, title",
        "kafka_key | device/hostname | kafka_key=device/hostname is not one of"
      })
  void settingThatIsWrong_isTold(String name, String value, String problem) {
    try (TestFunction function = TestFunction.with(broker.servers(), topic, name, value)) {
      Received answer = function.post(event("id-1", "JPE1", DATA));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("errors").toString()).contains(problem);
    }
  }

  private ConsumerRecord<String, String> published(String data, String... settings) {
    String trace = "\"correlationid\":\"c-1\",\"traceparent\":\"" + TRACE + "\",\"data\":";
    try (TestFunction function = TestFunction.with(broker.servers(), topic, settings)) {
      Received answer = function.post(event("id-1", "JPE1", data).replace("\"data\":", trace));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    return broker.read(topic, 1).get(0);
  }
}
