package io.cvpfunctions.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How far a producer has come with the brokers; Kafka's own timeouts do not tell. */
enum Contact {
  /** No connection was ever made. */
  NONE,
  /** There was a connection, and never an answer that was worth anything. */
  CONNECTED,
  /** Brokers have told of the cluster before. */
  ANSWERED,
  /** They have, and have not let us in just now. */
  REFUSED;

  private static final double YEAR_OF_SECONDS = 366 * 24 * 3600;

  /** Where there was no metadata yet, its age is counted from 1970. */
  static Contact of(Producer<?, ?> producer) {
    Map<MetricName, ? extends Metric> metrics = producer.metrics();
    double sinceAnswer = total(metrics, "metadata-age");
    if (sinceAnswer > 0 && sinceAnswer < YEAR_OF_SECONDS) {
      return isRefused(metrics) ? REFUSED : ANSWERED;
    }
    return total(metrics, "connection-creation-total") > 0 ? CONNECTED : NONE;
  }

  /** Within the half minute or so that Kafka counts its rates over. */
  private static boolean isRefused(Map<MetricName, ? extends Metric> metrics) {
    return total(metrics, "failed-authentication-rate") > 0
        || total(metrics, "failed-reauthentication-rate") > 0;
  }

  private static double total(Map<MetricName, ? extends Metric> metrics, String name) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().group().equals("producer-metrics"))
        .filter(metric -> metric.getKey().name().equals(name))
        .map(metric -> metric.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .sum();
  }
}
