package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Problem;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The failures that a test's broker does not show; the others are in BrokerFailureTest. */
class KafkaFailuresTest {
  private static final Map<String, Object> PROPERTIES =
      Map.of("bootstrap.servers", "kafka:9092", "ssl.key.password", new Password("hush-hush"));

  private final KafkaFailures failures = new KafkaFailures(() -> PROPERTIES);

  static Stream<Arguments> sendings() {
    return Stream.of(
        Arguments.of(new NotEnoughReplicasException("min.insync"), 502, "", "min.insync"),
        Arguments.of(new NetworkException("gone"), 502, "", "gone"),
        Arguments.of(new UnknownServerException("broke"), 502, "", "broke"),
        Arguments.of(new InvalidRecordException("no key"), 422, "", "no key"),
        Arguments.of(new PolicyViolationException("not so"), 503, "300", "not so"),
        Arguments.of(new UnsupportedVersionException("too old"), 503, "300", "too old"),
        Arguments.of(new InvalidTopicException("bad"), 503, "300", "change kafka_topic"),
        Arguments.of(new UnknownTopicOrPartitionException(""), 503, "300", "--create --topic t"),
        Arguments.of(new SslAuthenticationException("PKIX"), 503, "300", "ssl.truststore"),
        Arguments.of(new ClusterAuthorizationException("no"), 503, "300", "IdempotentWrite"),
        Arguments.of(new BufferExhaustedException("full"), 429, "1", "buffer"),
        Arguments.of(new TimeoutException("Expiring 1 record(s)"), 504, "", "Expiring"),
        Arguments.of(new IllegalStateException("no\nsecond line"), 502, "", "no"),
        Arguments.of(
            new KafkaException("in error", new SslAuthenticationException("x")), 503, "300", "x"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sendings")
  void failureOfSending_hasTheStatusThatFits(
      Throwable failure, int status, String retryAfter, String says) {
    Problem problem = Problem.from(failures.ofSending(failure, "t", Contact.CONNECTED));

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.retryAfter().orElse("")).isEqualTo(retryAfter);
    assertThat(problem.detail()).contains(says).doesNotContain("second line");
  }

  @ParameterizedTest
  @MethodSource("contacts")
  void noMetadata_isToldByHowFarWeCame(Contact contact, String says) {
    TimeoutException failure =
        new TimeoutException("Topic t not present in metadata after 5000 ms.");
    Problem problem = Problem.from(failures.ofSending(failure, "t", contact));

    assertThat(problem.status()).isEqualTo(502);
    assertThat(problem.detail()).contains(says);
  }

  static Stream<Arguments> contacts() {
    return Stream.of(
        Arguments.of(Contact.NONE, "no connection to kafka:9092"),
        Arguments.of(Contact.CONNECTED, "check security.protocol, which is PLAINTEXT here"),
        Arguments.of(Contact.ANSWERED, "the brokers answer no more"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Contact.class,
      names = {"ANSWERED", "REFUSED"})
  void refusalAfterHavingBeenLetIn_isToBeRepeatedSoon(Contact contact) {
    Problem problem =
        Problem.from(failures.ofSending(new SslAuthenticationException("PKIX"), "t", contact));

    assertThat(problem.status()).isEqualTo(429);
    assertThat(problem.retryAfter()).contains("1");
    assertThat(problem.detail()).contains("any more: PKIX", "are read again with the next event");
  }

  @Test
  void secretInAMessage_isHidden() {
    KafkaException failure =
        new KafkaException("Failed", new KafkaException("bad key", new Exception("at hush-hush")));

    assertThat(failures.ofMaking(failure))
        .hasMessageContaining("bad key: at [hidden]")
        .hasMessageNotContaining("hush-hush");
  }
}
