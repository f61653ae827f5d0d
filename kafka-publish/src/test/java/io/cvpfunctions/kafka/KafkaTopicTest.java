package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(topic.of("cvp.device.moved")).isEqualTo("net.cvp.device.moved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "{severity}", "..", "ä"})
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
