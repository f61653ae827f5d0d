package io.cvpfunctions.kafka;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka brokers as one remote: takes records, and says in our words why it did not. */
final class KafkaCluster implements AutoCloseable {
  /** The remote's name in messages. */
  static final String NAME = "Kafka";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaCluster.class);

  private final Supplier<Producer<String, byte[]>> maker;
  private final OneProducer producers;
  private final KafkaFailures failures;

  private KafkaCluster(Supplier<Producer<String, byte[]>> maker, KafkaFailures failures) {
    this.maker = maker;
    this.producers = new OneProducer(maker, failures);
    this.failures = failures;
  }

  /** The cluster that these properties lead to. Nothing is sent yet. */
  static KafkaCluster with(ProducerProperties properties) {
    return with(properties::inForce, () -> producer(properties.forNext()));
  }

  /** The same with producers from elsewhere, for tests. */
  static KafkaCluster with(
      Supplier<Map<String, Object>> properties, Supplier<Producer<String, byte[]>> maker) {
    return new KafkaCluster(maker, new KafkaFailures(properties));
  }

  private static Producer<String, byte[]> producer(Map<String, Object> properties) {
    BrokerProbe.of(properties).look();
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /** Has the brokers tell of that topic before an event needs it; a failure is only logged. */
  void connect(KafkaTopic topic) {
    try {
      Producer<String, byte[]> producer = producers.get();
      topic.fixed().ifPresent(name -> partitions(producer, name));
    } catch (RuntimeException failure) {
      if (producers.isClosed()) return;
      LOG.atWarn().log("not connected yet, the next event tries again: {}", failure.getMessage());
    }
  }

  private void partitions(Producer<String, byte[]> producer, String topic) {
    try {
      producer.partitionsFor(topic);
    } catch (KafkaException | IllegalStateException failure) {
      throw failed(producer, topic, failure);
    }
  }

  /**
   * Asks for a topic's partitions as the first event would, by a connection of its own: what was
   * told before may be so no more.
   */
  List<PartitionInfo> look(String topic) {
    try (OneProducer fresh = new OneProducer(maker, failures)) {
      Producer<String, byte[]> producer = fresh.get();
      try {
        return producer.partitionsFor(topic);
      } catch (KafkaException | IllegalStateException failure) {
        throw failures.ofSending(failure, topic, Contact.of(producer));
      }
    }
  }

  /** Hands the record over; it waits only while the topic's partitions are not known. */
  Pending send(ProducerRecord<String, byte[]> record) {
    Producer<String, byte[]> producer = producers.get();
    try {
      return new Pending(producer.send(record), why -> failed(producer, record.topic(), why));
    } catch (KafkaException | IllegalStateException failure) {
      throw failed(producer, record.topic(), failure);
    }
  }

  private RuntimeException failed(
      Producer<String, byte[]> producer, String topic, Throwable failure) {
    Contact contact = Contact.of(producer);
    if (!isSpoilt(failure, contact)) return failures.ofSending(failure, topic, contact);
    Spoilt spoilt = producers.spoilt(producer, failure);
    return failures.ofSending(spoilt.why(), topic, spoilt.contact());
  }

  /**
   * After these an idempotent producer refuses all further work, even once the cause is mended; and
   * one whose password is no longer right lets events wait for their time to end.
   */
  private static boolean isSpoilt(Throwable failure, Contact contact) {
    if (failure instanceof InterruptException) return false;
    if (failure instanceof TimeoutException) return contact == Contact.REFUSED;
    return failure instanceof AuthenticationException
        || failure instanceof ClusterAuthorizationException
        || !(failure instanceof ApiException);
  }

  @Override
  public void close() {
    producers.close();
  }
}
