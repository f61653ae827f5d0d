package io.cvpfunctions.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.Events;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The record that readers of CloudVision's events have always had: title as key, description as
 * value. An event without a title has its type there, one without description all its data.
 */
final class TitleDescription {
  private TitleDescription() {}

  static ProducerRecord<String, byte[]> record(String topic, CloudEvent event) {
    JsonNode data = json(event);
    String title = data.path("title").asText("");
    String description = data.path("description").asText("");
    return new ProducerRecord<>(
        topic,
        title.isBlank() ? event.getType() : title,
        description.isBlank() ? allOf(event) : description.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(CloudEvent event) {
    try {
      return Events.json(event);
    } catch (EventDataException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static byte[] allOf(CloudEvent event) {
    return event.getData() == null ? new byte[0] : event.getData().toBytes();
  }
}
