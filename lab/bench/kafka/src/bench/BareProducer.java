package bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's producer with the function's settings and the same values, and nothing around it. */
final class BareProducer {
  static final String TOPIC = "bench";
  private static final byte[] VALUE = EventText.data().getBytes(StandardCharsets.UTF_8);
  private static final List<String> ATTRIBUTES =
      List.of("specversion", "id", "source", "type", "subject", "time");

  private final Map<String, Object> properties;

  BareProducer(String servers) {
    properties =
        new HashMap<>(
            Map.of(
                "bootstrap.servers", servers,
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "0"));
  }

  void createTopic() throws Exception {
    try (Admin admin = Admin.create(properties)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
    }
  }

  /** Callers who each send a batch and wait until all of it is acknowledged. */
  void send(int callers, int batches, int size) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (KafkaProducer<String, byte[]> producer = producer()) {
      List<Future<?>> all =
          IntStream.range(0, batches)
              .<Future<?>>mapToObj(i -> threads.submit(() -> send(producer, i, size)))
              .toList();
      for (Future<?> each : all) each.get();
    }
    threads.shutdown();
  }

  private static Void send(KafkaProducer<String, byte[]> producer, int batch, int size)
      throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < size; i++) sent.add(producer.send(record(batch * size + i)));
    for (Future<RecordMetadata> each : sent) each.get();
    return null;
  }

  /** What the 2021 original did (facts: integrations C1), but for its pause of a second. */
  void sendByProducersOfTheirOwn(int events) throws Exception {
    for (int i = 0; i < events; i++) {
      try (KafkaProducer<String, byte[]> producer = producer()) {
        producer.send(record(i)).get();
      }
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<String, byte[]> record(int number) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(TOPIC, EventText.device(number), VALUE);
    for (String each : ATTRIBUTES) {
      record.headers().add("ce_" + each, "of an event's length".getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
