package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The record that readers of CloudVision's events have always had: title as key, description as
 * value. An event without a title has its type there, one without description all its data.
 */
final class TitleDescription {
  private TitleDescription() {}

  static ProducerRecord<String, byte[]> record(
      String topic, String key, CloudEvent event, EventFields fields) {
    byte[] value =
        fields
            .description()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .orElseGet(() -> allOf(event));
    return new ProducerRecord<>(topic, key, value);
  }

  private static byte[] allOf(CloudEvent event) {
    return event.getData() == null ? new byte[0] : event.getData().toBytes();
  }
}
