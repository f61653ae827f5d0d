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
  private static final String SERVERS_SETTING = "kafka_bootstrap_servers";
  private static final String ALIAS = "kafka_broker";
  private static final String SECRET = "kafka.properties";
  private static final Set<String> OURS =
      Set.of(ALIAS, SERVERS_SETTING, "kafka_topic", "kafka_format", "kafka_key", "kafka_headers");

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
    Deadlines deadlines = Deadlines.within(producer.timeOfACall());
    ProducerDefaults.with(deadlines).forEach(producer::putDefault);
    producer.readSecret();
    producer.readEnvironment();
    producer.readServers();
    producer.show();
    return new ProducerRules(settings, producer.origins).checked(producer.values, deadlines);
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
    Optional<String> servers = settings.optionalText(SERVERS_SETTING);
    Optional<String> alias = settings.optionalText(ALIAS);
    servers.ifPresent(text -> put(SERVERS, text, SERVERS_SETTING));
    alias.ifPresent(text -> put(SERVERS, text, ALIAS));
    if (servers.isPresent() && alias.isPresent() && !servers.equals(alias)) {
      settings.problem(ALIAS + " is set, but " + SERVERS_SETTING + " is set to another value");
    }
    if (values.containsKey(SERVERS)) return;
    settings.requiredText(SERVERS_SETTING, "to host:port of a broker, as kafka:9092");
  }

  private void putDefault(String name, String value) {
    put(name, value, variable(name));
  }

  private void put(String name, String value, String origin) {
    values.put(name, value);
    origins.put(name, origin);
  }

  private static String variable(String name) {
    return PREFIX + name.replace('.', '_');
  }

  /** Has the settings in force described, without what came from the secret or belongs there. */
  private void show() {
    origins.forEach(
        (name, origin) -> {
          if (!origin.startsWith(PREFIX) || ProducerRules.isSecret(name)) return;
          if (name.equals(SERVERS)) return;
          settings.text(variable(name), values.get(name));
        });
  }
}
