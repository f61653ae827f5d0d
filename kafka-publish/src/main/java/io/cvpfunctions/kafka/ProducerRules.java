package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:\\[\\]]+):\\d{1,5}");
  private static final Map<String, Set<String>> FIXED =
      Map.of(
          "acks", Set.of("all", "-1"),
          "enable.idempotence", Set.of("true"),
          "compression.type", Set.of("none", "gzip"));
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
  private static final List<String> WAITS = List.of("delivery.timeout.ms", "max.block.ms");

  private final Settings settings;
  private final Map<String, String> origins;
  private final Duration call;

  /**
   * @param origins where each property was written, to be named when it is wrong
   * @param call the time there is for one call
   */
  ProducerRules(Settings settings, Map<String, String> origins, Duration call) {
    this.settings = settings;
    this.origins = origins;
    this.call = call;
  }

  /** Whether a property's value must not be shown. */
  static boolean isSecret(String name) {
    ConfigDef.ConfigKey key = KNOWN.configKeys().get(name);
    return (key != null && key.type() == ConfigDef.Type.PASSWORD) || SECRET.matcher(name).matches();
  }

  /** The properties with their types; every problem is noted in the settings. */
  Map<String, Object> checked(Map<String, String> values) {
    int problems = 0;
    for (Map.Entry<String, String> property : values.entrySet()) {
      if (!isKnown(property.getKey(), property.getValue())) problems++;
    }
    problems += checkServers(values.getOrDefault("bootstrap.servers", "none:1"));
    problems += checkForms(values);
    Map<String, Object> typed = typed(values);
    if (problems == 0) checkTogether(typed);
    return typed;
  }

  private boolean isKnown(String name, String value) {
    if (NOT_OURS.containsKey(name)) {
      return problem(name, "cannot be set: " + NOT_OURS.get(name));
    }
    if (!KNOWN.names().contains(name)) {
      return problem(name, "is not a property of a Kafka producer (" + name + ")");
    }
    if (FIXED.containsKey(name) && !FIXED.get(name).contains(value)) {
      String allowed = String.join(" or ", FIXED.get(name));
      return problem(name, "must be " + allowed + ": " + WHY.get(name));
    }
    return true;
  }

  private int checkServers(String servers) {
    for (String server : servers.split(",", -1)) {
      if (SERVER.matcher(server.trim()).matches()) continue;
      problem("bootstrap.servers", "is not host:port, or several with commas: " + servers);
      return 1;
    }
    return 0;
  }

  /** Each value by itself. */
  private int checkForms(Map<String, String> values) {
    Map<String, String> known = new HashMap<>(values);
    known.keySet().retainAll(KNOWN.names());
    int problems = 0;
    for (ConfigValue checked : KNOWN.validate(known)) {
      if (!known.containsKey(checked.name()) || checked.errorMessages().isEmpty()) continue;
      String why = isSecret(checked.name()) ? "" : ": " + checked.errorMessages().get(0);
      problem(checked.name(), "has the wrong form" + why);
      problems++;
    }
    if (problems > 0) return problems;
    for (String wait : WAITS) {
      if (Long.parseLong(known.getOrDefault(wait, "0")) <= call.toMillis()) continue;
      problem(wait, "is longer than a call has (exec_timeout): at most " + call.toMillis());
      problems++;
    }
    return problems;
  }

  /** The values with each other. */
  private void checkTogether(Map<String, Object> typed) {
    Map<String, Object> all = new HashMap<>(typed);
    all.putIfAbsent("bootstrap.servers", "none:1");
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
        (name, value) -> {
          ConfigDef.ConfigKey key = KNOWN.configKeys().get(name);
          boolean hidden = key != null && key.type() == ConfigDef.Type.PASSWORD;
          typed.put(name, hidden ? new Password(value) : value);
        });
    return typed;
  }

  private boolean problem(String name, String what) {
    settings.problem(origins.getOrDefault(name, name) + " " + what);
    return false;
  }
}
