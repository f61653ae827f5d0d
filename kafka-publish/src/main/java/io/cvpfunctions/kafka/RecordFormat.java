package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventWriter;
import io.cvpfunctions.remote.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The forms that an event can have as a record. */
enum RecordFormat {
  /** CloudEvents' binary mode: the data is the value, the attributes are headers. */
  BINARY("binary") {
    /** The binding has a null value for no data, which is a deletion on a compacted topic. */
    @Override
    ProducerRecord<String, byte[]> record(
        String topic, String key, CloudEvent event, EventFields fields) {
      ProducerRecord<String, byte[]> record = writer(topic, key).writeBinary(event);
      if (event.getData() != null) return record;
      return new ProducerRecord<>(topic, null, record.key(), new byte[0], record.headers());
    }
  },

  /** CloudEvents' structured mode: the value is the whole event as JSON. */
  STRUCTURED("structured") {
    @Override
    ProducerRecord<String, byte[]> record(
        String topic, String key, CloudEvent event, EventFields fields) {
      return writer(topic, key).writeStructured(event, JsonFormat.CONTENT_TYPE);
    }
  },

  /** A CloudVision event's title is the key and its description the value. */
  TITLE_DESCRIPTION("title-description") {
    @Override
    String usualKey() {
      return "title";
    }

    @Override
    ProducerRecord<String, byte[]> record(
        String topic, String key, CloudEvent event, EventFields fields) {
      return TitleDescription.record(topic, key, event, fields);
    }
  };

  private final String word;

  RecordFormat(String word) {
    this.word = word;
  }

  static RecordFormat parse(Settings settings) {
    List<String> words = new ArrayList<>();
    for (RecordFormat format : values()) words.add(format.word);
    String word = settings.oneOf("kafka_format", BINARY.word, words);
    return words.contains(word) ? values()[words.indexOf(word)] : BINARY;
  }

  /** What the key is where {@code kafka_key} does not say. */
  String usualKey() {
    return "subject";
  }

  abstract ProducerRecord<String, byte[]> record(
      String topic, String key, CloudEvent event, EventFields fields);

  private static MessageWriter<
          CloudEventWriter<ProducerRecord<String, byte[]>>, ProducerRecord<String, byte[]>>
      writer(String topic, String key) {
    return KafkaMessageFactory.createWriter(topic, key);
  }
}
