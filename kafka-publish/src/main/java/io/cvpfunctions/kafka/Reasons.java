package io.cvpfunctions.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;

/** What Kafka says of a failure: in one line, and with none of our secrets in it. */
final class Reasons {
  private static final int LONGEST = 300;

  private final List<String> secrets;

  private Reasons(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Hides every password among those values. */
  static Reasons hiding(Collection<Object> values) {
    List<String> secrets = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Password) secrets.add(((Password) value).value());
    }
    return new Reasons(secrets);
  }

  /** What Kafka says to the innermost of its own failures, and what lies under that. */
  String ofAll(Throwable failure) {
    Throwable kafkas = failure;
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
      if (inner instanceof KafkaException) kafkas = inner;
    }
    return kafkas == inner ? of(inner) : of(kafkas) + ": " + of(inner);
  }

  String of(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (message.toLowerCase(Locale.ROOT).contains("jaas")) return jaas();
    for (String secret : secrets) {
      if (!secret.isBlank()) message = message.replace(secret, "[hidden]");
    }
    return message.substring(0, Math.min(LONGEST, message.length()));
  }

  /** Its parser quotes what it stumbles over, which may be the password. */
  private static String jaas() {
    return "sasl.jaas.config is missing or cannot be read: it is one line such as"
        + " org.apache.kafka.common.security.plain.PlainLoginModule required"
        + " username=\"...\" password=\"...\";";
  }
}
