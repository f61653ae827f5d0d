package io.cvpfunctions.kafka;

import java.util.Map;
import java.util.TreeMap;

/** The producer's properties where nobody says otherwise. */
final class ProducerDefaults {
  private ProducerDefaults() {}

  static Map<String, String> with(Deadlines deadlines) {
    Map<String, String> defaults = new TreeMap<>(deadlines.defaults());
    defaults.put("acks", "all");
    defaults.put("client.id", KafkaPublish.NAME);
    defaults.put("enable.idempotence", "true");
    defaults.put("enable.metrics.push", "false");
    // Whoever calls waits for the acknowledgement: lingering would only make the wait longer.
    defaults.put("linger.ms", "0");
    defaults.put("metric.reporters", "");
    return defaults;
  }
}
