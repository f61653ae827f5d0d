package io.cvpfunctions.kafka;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The producer's properties, read anew for every producer but the first: a secret may be replaced
 * while the function runs. Thread-safe.
 */
final class ProducerProperties {
  private final Supplier<Map<String, Object>> reading;
  private Map<String, Object> inForce;
  private boolean used;

  /**
   * @param first what was read at the start
   * @param reading reads them again
   */
  ProducerProperties(Map<String, Object> first, Supplier<Map<String, Object>> reading) {
    this.inForce = first;
    this.reading = reading;
  }

  /** Those that no secret changes. */
  static ProducerProperties fixed(Map<String, Object> properties) {
    return new ProducerProperties(properties, () -> properties);
  }

  /** Those that the last producer was made with. */
  synchronized Map<String, Object> inForce() {
    return inForce;
  }

  /** Those that the next one is to be made with. */
  synchronized Map<String, Object> forNext() {
    if (used) inForce = reading.get();
    used = true;
    return inForce;
  }
}
