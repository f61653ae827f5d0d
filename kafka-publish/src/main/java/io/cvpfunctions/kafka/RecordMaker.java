package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Settings;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the record of an event: which topic, which key, which form, which headers. */
final class RecordMaker {
  private final KafkaTopic topic;
  private final RecordFormat format;
  private final RecordKey key;
  private final RecordHeaders headers;

  private RecordMaker(KafkaTopic topic, RecordFormat format, RecordKey key, RecordHeaders headers) {
    this.topic = topic;
    this.format = format;
    this.key = key;
    this.headers = headers;
  }

  /** As the settings say; every problem is noted in them. */
  static RecordMaker parse(Settings settings) {
    KafkaTopic topic = KafkaTopic.parse(settings);
    RecordFormat format = RecordFormat.parse(settings);
    RecordKey key = RecordKey.parse(settings, format.usualKey());
    return new RecordMaker(topic, format, key, RecordHeaders.parse(settings));
  }

  KafkaTopic topic() {
    return topic;
  }

  /** The same on every attempt; what the watcher signs an attempt with is not part of the fact. */
  ProducerRecord<String, byte[]> make(CloudEvent event) {
    CloudEvent fact = Events.withoutExtension(event, Events.SENT_AT);
    EventFields fields = EventFields.of(fact);
    ProducerRecord<String, byte[]> record =
        format.record(topic.of(fact, fields), key.of(fact, fields), fact, fields);
    headers.addTo(record.headers(), fact);
    return record;
  }
}
