package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's producer with the function's settings and the same records, and nothing around it. */
final class BareProducer {
  static final String TOPIC = "bench";
  private static final byte[] VALUE = EventText.data().getBytes(UTF_8);

  /** As the function makes them of the same events; the others are each event's own. */
  private static final List<Header> HEADERS =
      List.of(
          header("ce_specversion", "1.0"),
          header("ce_source", "https://cvp.example.net"),
          header("ce_type", "cvp.event.raised"),
          header("ce_time", "2026-01-02T03:04:05.123456789Z"),
          header("content-type", "application/json"));

  private final Map<String, Object> properties;

  BareProducer(String servers) {
    properties =
        new HashMap<>(
            Map.of(
                "bootstrap.servers", servers,
                "acks", "all",
                "enable.idempotence", "true",
                "enable.metrics.push", "false",
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
    String device = EventText.device(number);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(TOPIC, null, device, VALUE, HEADERS);
    record.headers().add(header("ce_id", "e-" + number)).add(header("ce_subject", device));
    return record;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
