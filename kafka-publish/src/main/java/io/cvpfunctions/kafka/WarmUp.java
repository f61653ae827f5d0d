package io.cvpfunctions.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Budget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events all the way before the first one comes, which would else wait for classes to be
 * loaded and brokers to be found. What is sent goes to a broker in this process: a topic holds only
 * what happened.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int TIMES = 20;
  private static final EventCodec CODEC = new EventCodec();

  private final RecordMaker records;
  private final KafkaCluster kafka;
  private final Budget budget = Budget.of(PATIENCE);

  private WarmUp(RecordMaker records, KafkaCluster kafka) {
    this.records = records;
    this.kafka = kafka;
  }

  /** Without a broker it ends all the same; connecting goes on in the background. */
  static void of(RecordMaker records, KafkaCluster kafka) {
    new WarmUp(records, kafka).run();
  }

  private void run() {
    Thread connecting = new Thread(() -> kafka.connect(records.topic()), "kafka-warm-up");
    connecting.setDaemon(true);
    connecting.start();
    try {
      rehearse(CODEC.structured(sample()));
    } catch (IOException | RuntimeException cold) {
      LOG.atDebug().log("the first event will be slower: {}", cold.getMessage());
    }
    await(connecting);
  }

  private static CloudEvent sample() {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("title", "warm-up");
    URI source = URI.create(KafkaPublish.NAME);
    return Events.first(EventTypes.CUSTOM, "warm-up", source, "none", Instant.now(), data);
  }

  /** Its topic is refused where {@code kafka_topic} leaves no room for the type of the sample. */
  private void rehearse(byte[] body) throws IOException {
    String topic = records.make(event(body)).topic();
    try (RehearsalBroker broker = RehearsalBroker.of(topic);
        KafkaCluster rehearsal = KafkaCluster.with(to(broker))) {
      for (int i = 0; i < TIMES && !budget.spent(); i++) send(event(body), rehearsal);
    }
  }

  private static ProducerProperties to(RehearsalBroker broker) {
    Map<String, Object> properties =
        new HashMap<>(ProducerDefaults.with(Deadlines.within(PATIENCE)));
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, KafkaPublish.NAME + "-warm-up");
    return ProducerProperties.fixed(properties);
  }

  private static CloudEvent event(byte[] body) {
    return CODEC.read(Map.of("Content-Type", EventCodec.STRUCTURED), body).event().orElseThrow();
  }

  private void send(CloudEvent event, KafkaCluster rehearsal) {
    Batch.of(List.of(event), records, rehearsal, budget).publish();
    KafkaPublish.done(rehearsal.send(records.make(event)).await(budget));
  }

  private void await(Thread connecting) {
    try {
      connecting.join(Math.max(1, budget.left().toMillis()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
