package io.cvpfunctions.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Keeps the Kafka client to what needs a person: else it logs all its settings at the start, and a
 * line a second while a broker is away. What fails an event is in that event's own line.
 */
final class ClientLog {
  private ClientLog() {}

  static void quiet() {
    set("org.apache.kafka", Level.ERROR);
    set("org.apache.kafka.clients.Metadata", Level.OFF);
    set("org.apache.kafka.clients.NetworkClient", Level.OFF);
  }

  private static void set(String logger, Level level) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory.getLogger(logger) instanceof Logger) {
      ((Logger) factory.getLogger(logger)).setLevel(level);
    }
  }
}
