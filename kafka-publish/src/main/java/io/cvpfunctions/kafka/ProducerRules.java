package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Checks the producer's properties as a person wrote them, and gives them their types. */
final class ProducerRules {
  private static final ConfigDef KNOWN = ProducerConfig.configDef();
  private static final Pattern SECRET = Pattern.compile(".*(password|secret|jaas|credential).*");
  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s@:\\[\\]]+):\\d{1,5}");
  private static final Map<String, List<String>> FIXED =
      Map.of(
          "acks", List.of("all", "-1"),
          "enable.idempotence", List.of("true"),
          "compression.type", List.of("none", "gzip"));
  private static final Map<String, String> WHY =
      Map.of(
          "acks", "an answer means that the event is on every replica in sync",
          "enable.idempotence", "without it a repeat inside the client can double or swap records",
          "compression.type", "the others need native code that the image does not have");
  private static final Map<String, String> NOT_OURS =
      Map.of(
          "key.serializer", "records are made by kafka_format",
          "value.serializer", "records are made by kafka_format",
          "transactional.id", "events are acknowledged one by one, not in transactions");

  private final Settings settings;
  private final Map<String, String> origins;
  private int problems;

  /**
   * @param origins where each property was written, to be named when it is wrong
   */
  ProducerRules(Settings settings, Map<String, String> origins) {
    this.settings = settings;
    this.origins = origins;
  }

  /** Whether a property's value must not be shown. */
  static boolean isSecret(String name) {
    return isPassword(name) || SECRET.matcher(name).matches();
  }

  private static boolean isPassword(String name) {
    ConfigDef.ConfigKey key = KNOWN.configKeys().get(name);
    return key != null && key.type() == ConfigDef.Type.PASSWORD;
  }

  /** The properties with their types; every problem is noted in the settings. */
  Map<String, Object> checked(Map<String, String> values, Deadlines deadlines) {
    values.forEach(this::checkName);
    checkServers(values.getOrDefault("bootstrap.servers", "unset:1"));
    checkForms(values);
    Map<String, Object> typed = typed(values);
    if (problems > 0) return typed;
    deadlines.problems(values).forEach(this::problem);
    checkTogether(typed);
    return typed;
  }

  private void checkName(String name, String value) {
    if (NOT_OURS.containsKey(name)) {
      problem(name, "cannot be set: " + NOT_OURS.get(name));
    } else if (!KNOWN.names().contains(name)) {
      problem(name, "is not a property of a Kafka producer (" + name + ")");
    } else if (FIXED.containsKey(name) && !FIXED.get(name).contains(value)) {
      problem(name, "must be " + String.join(" or ", FIXED.get(name)) + ": " + WHY.get(name));
    }
  }

  private void checkServers(String servers) {
    for (String server : servers.split(",", -1)) {
      if (SERVER.matcher(server.trim()).matches()) continue;
      problem("bootstrap.servers", "is not host:port, or several of them with commas");
      return;
    }
  }

  /** Each value by itself. */
  private void checkForms(Map<String, String> values) {
    Map<String, String> known = new HashMap<>(values);
    known.keySet().retainAll(KNOWN.names());
    for (ConfigValue checked : KNOWN.validate(known)) {
      if (!known.containsKey(checked.name()) || checked.errorMessages().isEmpty()) continue;
      String why = isSecret(checked.name()) ? "" : ": " + checked.errorMessages().get(0);
      problem(checked.name(), "has the wrong form" + why);
    }
  }

  /** The values with each other. */
  private void checkTogether(Map<String, Object> typed) {
    Map<String, Object> all = new HashMap<>(typed);
    all.putIfAbsent("bootstrap.servers", "unset:1");
    all.put("key.serializer", StringSerializer.class);
    all.put("value.serializer", ByteArraySerializer.class);
    try {
      new ProducerConfig(all);
    } catch (ConfigException wrong) {
      settings.problem("kafka_*: " + Reasons.hiding(typed.values()).of(wrong));
    }
  }

  /** Kafka's own type for secrets does not print them. */
  private static Map<String, Object> typed(Map<String, String> values) {
    Map<String, Object> typed = new HashMap<>();
    values.forEach(
        (name, value) -> typed.put(name, isPassword(name) ? new Password(value) : value));
    return typed;
  }

  private void problem(String name, String what) {
    problems++;
    settings.problem(origins.getOrDefault(name, name) + " " + what);
  }
}
