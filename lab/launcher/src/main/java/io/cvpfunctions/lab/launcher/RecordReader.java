package io.cvpfunctions.lab.launcher;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of the lab's Kafka topic, as any other system would be one. */
public final class RecordReader implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  private final KafkaConsumer<String, String> consumer;
  private final Thread thread;
  private volatile boolean closed;

  private RecordReader(KafkaConsumer<String, String> consumer, Consumer<Published> listener) {
    this.consumer = consumer;
    this.thread = new Thread(() -> read(listener), "kafka-consumer");
    this.thread.setDaemon(true);
  }

  /** A record that a consumer read. */
  public record Published(
      String topic, int partition, long offset, String key, String type, String id, String value) {}

  /** Waits for the broker, makes the topic, and reads it from its beginning. */
  public static RecordReader start(String brokers, String topic, Consumer<Published> listener) {
    createTopic(brokers, topic);
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, "lab-" + UUID.randomUUID());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    StringDeserializer text = new StringDeserializer();
    KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties, text, text);
    consumer.subscribe(List.of(topic));
    RecordReader reader = new RecordReader(consumer, listener);
    reader.thread.start();
    return reader;
  }

  /** The broker makes it by itself, with as many partitions, where a function asks for it first. */
  private static void createTopic(String brokers, String topic) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(READY.toMillis()));
    try (Admin admin = Admin.create(properties)) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof TopicExistsException) return;
      String why = topic + ": " + failure.getCause().getMessage();
      throw new IllegalStateException("Kafka did not take the topic " + why, failure);
    }
  }

  private void read(Consumer<Published> listener) {
    while (!closed) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
        listener.accept(
            new Published(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                header(record, "ce_type"),
                header(record, "ce_id"),
                record.value()));
      }
    }
    consumer.close();
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
