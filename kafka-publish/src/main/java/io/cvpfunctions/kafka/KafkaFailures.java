package io.cvpfunctions.kafka;

import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says of everything the Kafka client throws what happened, what to do, and who has to do it. */
final class KafkaFailures {
  private final Supplier<Map<String, Object>> properties;

  /**
   * @param properties those in force
   */
  KafkaFailures(Supplier<Map<String, Object>> properties) {
    this.properties = properties;
  }

  /** The producer could not be made. */
  CallFailedException ofMaking(RuntimeException failure) {
    if (failure instanceof SettingsException) {
      String detail = "the settings are wrong by now: " + failure.getMessage();
      return failed(Kind.OPERATOR, detail, failure);
    }
    Throwable root = root(failure);
    String reason = reasons().of(root);
    if (reason.contains("No resolvable bootstrap")) {
      return failed(
          Kind.NOT_SENT, "no name in " + servers() + " resolves: check it, or the DNS", root);
    }
    String where = "; check kafka_* in the environment and the secret kafka.properties";
    return failed(
        Kind.OPERATOR, "the client cannot be set up: " + reasons().ofAll(failure) + where, root);
  }

  /** A record did not make it. */
  RuntimeException ofSending(Throwable failure, String topic, Contact contact) {
    Throwable known = known(failure);
    if (known instanceof RecordTooLargeException) return tooLarge(known);
    if (known instanceof BufferExhaustedException) return bufferFull();
    if (known instanceof AuthenticationException) return notLetIn(known, contact);
    if (known instanceof TimeoutException) {
      return contact == Contact.REFUSED ? noMore(known) : timeout(known, topic, contact);
    }
    if (known instanceof AuthorizationException) return notAllowed(known, topic);
    if (known instanceof InvalidTopicException) {
      String detail = topic + " cannot be the name of a Kafka topic: change kafka_topic";
      return failed(Kind.OPERATOR, detail, known);
    }
    if (known instanceof UnknownTopicOrPartitionException) return noSuchTopic(topic, known);
    return other(known, topic);
  }

  /** A question of ours was not answered. */
  RuntimeException ofAsking(Throwable failure, String about) {
    if (!(failure instanceof TimeoutException)) return ofSending(failure, about, Contact.CONNECTED);
    String detail = " tells nothing of " + about + ": is a broker there, and does it speak ";
    return failed(Kind.NOT_SENT, servers() + detail + protocol() + "?", failure);
  }

  private RuntimeException other(Throwable known, String topic) {
    String detail = topic + ": " + reasons().of(known);
    if (known instanceof InvalidRecordException) return failed(Kind.REJECTED, detail, known);
    if (known instanceof PolicyViolationException) return failed(Kind.OPERATOR, detail, known);
    if (known instanceof UnsupportedVersionException) return failed(Kind.OPERATOR, detail, known);
    if (known instanceof RetriableException) return failed(Kind.NO_ANSWER, detail, known);
    return failed(Kind.BROKEN, detail, known);
  }

  private ProblemException tooLarge(Throwable known) {
    String error =
        reasons().of(known)
            + " Raise kafka_max_request_size, and the Kafka topic's max.message.bytes, or send less";
    return new ProblemException(
        Problem.of(413, "The record is too large for Kafka", List.of(error)));
  }

  private static CallFailedException bufferFull() {
    String detail = "the buffer for records on their way is full: the brokers are too slow";
    return CallFailedException.later(KafkaCluster.NAME, detail, Duration.ofSeconds(1));
  }

  private CallFailedException timeout(Throwable known, String topic, Contact contact) {
    if (known.getCause() instanceof UnknownTopicOrPartitionException) {
      return noSuchTopic(topic, known);
    }
    if (!reasons().of(known).contains("metadata")) {
      return failed(Kind.OUT_OF_TIME, "not acknowledged: " + reasons().of(known), known);
    }
    switch (contact) {
      case NONE:
        return failed(
            Kind.NOT_SENT, "no connection to " + servers() + ": is a broker there?", known);
      case CONNECTED:
        return failed(Kind.BROKEN, wrongProtocol(), known);
      default:
        return failed(Kind.NOT_SENT, "the brokers answer no more: " + reasons().of(known), known);
    }
  }

  private String wrongProtocol() {
    return servers()
        + " takes connections but tells nothing: check security.protocol, which is "
        + protocol()
        + " here and must be what that port of the broker speaks";
  }

  private static CallFailedException noSuchTopic(String topic, Throwable known) {
    String detail =
        "there is no Kafka topic "
            + topic
            + " and the broker makes none: create it (kafka-topics.sh --create --topic "
            + topic
            + "), or change kafka_topic";
    return failed(Kind.OPERATOR, detail, known);
  }

  /** Whoever let us in before may want another password by now, or show another certificate. */
  private CallFailedException noMore(Throwable known) {
    String detail =
        "the broker does not let us in any more: "
            + reasons().of(known)
            + "; kafka.properties, and the files that it names, are read again with the next event";
    return CallFailedException.later(KafkaCluster.NAME, detail, Duration.ofSeconds(1));
  }

  private CallFailedException notLetIn(Throwable known, Contact contact) {
    if (contact == Contact.ANSWERED || contact == Contact.REFUSED) return noMore(known);
    String detail = "the broker does not let us in: " + reasons().of(known) + "; check ";
    if (known instanceof IllegalSaslStateException) {
      detail += "security.protocol, which is " + protocol() + " here";
    } else if (known instanceof SslAuthenticationException) {
      detail += "ssl.truststore.* (the broker's CA) and ssl.keystore.* (our certificate)";
    } else {
      detail += "sasl.mechanism and sasl.jaas.config in the secret kafka.properties";
    }
    return failed(Kind.OPERATOR, detail, known);
  }

  private CallFailedException notAllowed(Throwable known, String topic) {
    String rights =
        known instanceof TopicAuthorizationException
            ? "--operation Write --operation Describe --topic " + topic
            : "--operation IdempotentWrite --cluster";
    String detail =
        reasons().of(known) + " Grant it: kafka-acls.sh --add --allow-principal User:... ";
    return failed(Kind.OPERATOR, detail + rights, known);
  }

  /** A producer that is spoilt wraps what spoilt it. */
  private static Throwable known(Throwable failure) {
    Throwable cause = failure.getCause();
    return !(failure instanceof ApiException) && cause instanceof ApiException ? cause : failure;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) root = root.getCause();
    return root;
  }

  private static CallFailedException failed(Kind kind, String detail, Throwable cause) {
    return CallFailedException.of(KafkaCluster.NAME, kind, detail, cause);
  }

  private Reasons reasons() {
    return Reasons.hiding(properties.get().values());
  }

  private String servers() {
    return String.valueOf(properties.get().get("bootstrap.servers"));
  }

  private String protocol() {
    return String.valueOf(properties.get().getOrDefault("security.protocol", "PLAINTEXT"));
  }
}
