package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the producer's properties: our defaults, over them the secret {@code kafka.properties},
 * over that the environment, where {@code kafka_linger_ms} is {@code linger.ms}.
 */
final class ProducerSettings {
  private static final String PREFIX = "kafka_";
  private static final String SERVERS = "bootstrap.servers";
  private static final String SECRET = "kafka.properties";
  private static final Set<String> OURS =
      Set.of("kafka_broker", "kafka_bootstrap_servers", "kafka_topic", "kafka_format");

  private final Settings settings;
  private final Map<String, String> environment;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  private ProducerSettings(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** What a producer is made with; every problem is noted in the settings. */
  static Map<String, Object> read(Settings settings, Map<String, String> environment) {
    ProducerSettings producer = new ProducerSettings(settings, environment);
    Map<String, String> defaults = ProducerDefaults.within(producer.timeOfACall());
    defaults.forEach((name, value) -> producer.put(name, value, PREFIX + "*"));
    producer.readSecret();
    producer.readEnvironment();
    producer.readServers();
    producer.show();
    return new ProducerRules(settings, producer.origins, producer.timeOfACall())
        .checked(producer.values);
  }

  /** A wrong {@code exec_timeout} is told by whoever reads it for all functions. */
  private Duration timeOfACall() {
    return Optional.ofNullable(environment.get("exec_timeout"))
        .flatMap(GoDuration::parse)
        .orElse(Duration.ofSeconds(25))
        .minusSeconds(1);
  }

  private void readSecret() {
    settings.optionalSecret(SECRET).map(this::parse).ifPresent(this::putAll);
  }

  private Properties parse(Secret secret) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(secret.reveal()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (IllegalArgumentException malformed) {
      settings.problem("the secret " + SECRET + " has a malformed \\u escape");
    }
    return properties;
  }

  private void putAll(Properties properties) {
    for (String name : properties.stringPropertyNames()) {
      put(name, properties.getProperty(name).trim(), "the secret " + SECRET + ": " + name);
    }
  }

  private void readEnvironment() {
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (!variable.startsWith(PREFIX) || OURS.contains(variable)) return;
              if (value.isBlank()) return;
              String name = variable.substring(PREFIX.length()).replace('_', '.');
              put(name, value.trim(), variable);
            });
  }

  private void readServers() {
    Optional<String> alias = settings.optionalText("kafka_broker");
    Optional<String> servers = settings.optionalText("kafka_bootstrap_servers").or(() -> alias);
    servers.ifPresent(
        text ->
            put(SERVERS, text, servers.equals(alias) ? "kafka_broker" : "kafka_bootstrap_servers"));
    if (values.containsKey(SERVERS)) return;
    settings.requiredText("kafka_bootstrap_servers", "to host:port of a broker, as kafka:9092");
  }

  private void put(String name, String value, String origin) {
    values.put(name, value);
    origins.put(name, origin);
  }

  /** Has the settings in force described, without what came from the secret or belongs there. */
  private void show() {
    origins.forEach(
        (name, origin) -> {
          if (!origin.startsWith(PREFIX) || ProducerRules.isSecret(name)) return;
          if (name.equals(SERVERS)) return;
          settings.text(PREFIX + name.replace('.', '_'), values.get(name));
        });
  }
}
