package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.events.Events;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the record of an event: which topic, which key, which form. */
final class RecordMaker {
  private final KafkaTopic topic;
  private final RecordFormat format;

  RecordMaker(KafkaTopic topic, RecordFormat format) {
    this.topic = topic;
    this.format = format;
  }

  /** The same on every attempt; what the watcher signs an attempt with is not part of the fact. */
  ProducerRecord<String, byte[]> make(CloudEvent event) {
    CloudEvent fact = CloudEventBuilder.from(event).withoutExtension(Events.SENT_AT).build();
    return format.record(topic.of(event.getType()), fact);
  }
}
