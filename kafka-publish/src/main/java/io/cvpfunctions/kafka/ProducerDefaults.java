package io.cvpfunctions.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The producer's properties where nobody says otherwise. */
final class ProducerDefaults {
  private static final long LONGEST_WAIT_MS = 5000;

  private ProducerDefaults() {}

  /**
   * Every wait ends before the call does: first for metadata, then for the acknowledgement.
   *
   * @param call the time there is for one call
   */
  static Map<String, String> within(Duration call) {
    long delivery = Math.max(1, call.toMillis() * 3 / 4);
    Map<String, String> defaults = new TreeMap<>();
    defaults.put("acks", "all");
    defaults.put("client.id", KafkaPublish.NAME);
    defaults.put("delivery.timeout.ms", Long.toString(delivery));
    defaults.put("enable.idempotence", "true");
    defaults.put("enable.metrics.push", "false");
    // Whoever calls waits for the acknowledgement: lingering would only make the wait longer.
    defaults.put("linger.ms", "0");
    defaults.put("max.block.ms", millis(call.toMillis() / 4));
    defaults.put("metric.reporters", "");
    defaults.put("request.timeout.ms", millis(delivery));
    return defaults;
  }

  private static String millis(long most) {
    return Long.toString(Math.max(1, Math.min(LONGEST_WAIT_MS, most)));
  }
}
