package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTopicTest {
  @Test
  void unset_isCvpEvents() {
    assertThat(KafkaTopic.parse(Settings.of(name -> null)).fixed()).contains("cvp-events");
  }

  @Test
  void withType_isNotFixed() {
    KafkaTopic topic = KafkaTopic.parse(settings("net.{type}"));

    assertThat(topic.fixed()).isEmpty();
    assertThat(name(topic, "{}")).isEqualTo("net.cvp.event.raised");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"severity\":\"ERROR\",\"container\":{\"name\":\"DC1 Leaf/ä\"}} | n.ERROR.DC1-Leaf--",
        "{\"severity\":null,\"to\":{\"name\":\"DC2\"},\"from\":{\"name\":\"DC1\"}} | n.none.DC2",
        "{\"from\":{\"name\":\"DC1\"}} | n.none.DC1",
        "[] | n.none.none"
      })
  void severityAndContainer_areAsAnEventHasThem(String data, String name) {
    assertThat(name(KafkaTopic.parse(settings("n.{severity}.{container}")), data)).isEqualTo(name);
  }

  @Test
  void typeWithADollar_isTakenAsItIs() {
    CloudEvent event = event("{}", "a$1");

    assertThatThrownBy(() -> KafkaTopic.parse(settings("{type}")).of(event, EventFields.of(event)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("a$1");
  }

  private static String name(KafkaTopic topic, String data) {
    CloudEvent event = event(data, "cvp.event.raised");
    return topic.of(event, EventFields.of(event));
  }

  private static CloudEvent event(String data, String type) {
    String json = TestEvents.event("id-1", "JPE1", data).replace("cvp.event.raised", type);
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return new EventCodec().read(Map.of(), body).event().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "{serial}", "..", "ä"})
  void whatIsNoName_isAProblemOfTheSettings(String name) {
    Settings settings = settings(name);
    KafkaTopic.parse(settings);

    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kafka_topic=" + name);
  }

  private static Settings settings(String topic) {
    return Settings.of(Map.of("kafka_topic", topic)::get);
  }
}
