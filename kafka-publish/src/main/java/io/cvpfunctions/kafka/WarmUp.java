package io.cvpfunctions.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an event all the way but the sending before the first one comes, which would else wait for
 * classes to be loaded and brokers to be found.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int TIMES = 20;
  private static final EventCodec CODEC = new EventCodec();

  private final RecordMaker records;
  private final KafkaCluster kafka;

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
    byte[] body = CODEC.structured(sample());
    for (int i = 0; i < TIMES; i++) rehearse(body);
    await(connecting);
  }

  private static CloudEvent sample() {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("title", "warm-up");
    URI source = URI.create(KafkaPublish.NAME);
    return Events.first(EventTypes.CUSTOM, "warm-up", source, "none", Instant.now(), data);
  }

  private void rehearse(byte[] body) {
    Optional<CloudEvent> event =
        CODEC.read(Map.of("Content-Type", EventCodec.STRUCTURED), body).event();
    try {
      event.ifPresent(records::make);
    } catch (ProblemException notThisType) {
      LOG.atDebug().log("the sample has no record: {}", notThisType.getMessage());
    }
  }

  private static void await(Thread connecting) {
    try {
      connecting.join(PATIENCE.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
