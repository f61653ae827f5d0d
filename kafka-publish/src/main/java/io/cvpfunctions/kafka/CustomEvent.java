package io.cvpfunctions.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.ProblemException;
import java.net.URI;
import java.time.Instant;

/** Makes an event of the JSON object that a person typed. */
final class CustomEvent {
  private CustomEvent() {}

  static CloudEvent of(EventMessage message, Call call) {
    JsonNode data = message.json().filter(JsonNode::isObject).orElseThrow(CustomEvent::refused);
    String subject = subject(data);
    return Events.first(
        EventTypes.CUSTOM, call.id(), URI.create(KafkaPublish.NAME), subject, Instant.now(), data);
  }

  private static ProblemException refused() {
    return ProblemException.malformed(
        "expected a CloudEvent or a JSON object: text goes in as {\"text\": \"...\"}");
  }

  /** The device's serial number where there is one, so that its events stay in order. */
  private static String subject(JsonNode data) {
    String ofDevice = data.path("device").path("serialNumber").asText("");
    String serialNumber = ofDevice.isBlank() ? data.path("serialNumber").asText("") : ofDevice;
    return serialNumber.isBlank() ? null : serialNumber;
  }
}
