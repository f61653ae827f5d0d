package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The life of the one producer, and what its failures become, without a broker. */
class KafkaClusterTest {
  private static final Budget BUDGET = Budget.of(Duration.ofSeconds(5));

  private final Deque<Producer<String, byte[]>> toMake = new ArrayDeque<>();
  private final List<Producer<String, byte[]>> made = new ArrayList<>();
  private final KafkaCluster kafka =
      KafkaCluster.with(() -> Map.of("bootstrap.servers", "kafka:9092"), this::make);

  private Producer<String, byte[]> make() {
    if (toMake.isEmpty()) throw new KafkaException("Failed", new KafkaException("no such file"));
    made.add(toMake.poll());
    return made.get(made.size() - 1);
  }

  @Test
  void send_usesOneProducer() {
    toMake.add(producer(true));

    kafka.send(record()).await(BUDGET);
    kafka.send(record()).await(BUDGET);

    assertThat(made).hasSize(1);
  }

  @Test
  void await_withoutAcknowledgementInTime_is504AndNotForgotten() {
    MockProducer<String, byte[]> producer = producer(false);
    toMake.add(producer);
    Pending pending = kafka.send(record());

    assertThatThrownBy(() -> pending.await(Budget.of(Duration.ofMillis(20))))
        .isInstanceOfSatisfying(
            CallFailedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_TIME));
    producer.completeNext();
    assertThat(pending.await(BUDGET).topic()).isEqualTo("t");
  }

  @Test
  void deliveryThatTookTooLong_is504() {
    MockProducer<String, byte[]> producer = producer(false);
    toMake.add(producer);
    Pending pending = kafka.send(record());
    producer.errorNext(new TimeoutException("Expiring 1 record(s) for t-0: 18000 ms has passed"));

    assertThat(failure(() -> pending.await(BUDGET)).kind()).isEqualTo(Kind.OUT_OF_TIME);
  }

  @Test
  void spoiltProducer_isReplacedAndEveryCallOfItIsToldWhatSpoiltIt() {
    MockProducer<String, byte[]> spoilt = producer(false);
    toMake.add(spoilt);
    toMake.add(producer(true));
    Pending first = kafka.send(record());
    Pending second = kafka.send(record());
    spoilt.errorNext(new SaslAuthenticationException("Authentication failed"));
    spoilt.errorNext(new KafkaException("Producer is closed forcefully."));

    assertThat(failure(() -> first.await(BUDGET)).kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure(() -> second.await(BUDGET)).kind()).isEqualTo(Kind.OPERATOR);
    Awaitility.await().until(spoilt::closed);
    kafka.send(record()).await(BUDGET);
    assertThat(made).hasSize(2);
  }

  @Test
  void producerThatCannotBeMade_isNotTriedByEveryCallInTurn() {
    CallFailedException failure = failure(() -> kafka.send(record()));
    toMake.add(producer(true));

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure).hasMessageContaining("no such file");
    assertThat(failure(() -> kafka.send(record()))).isSameAs(failure);
  }

  @Test
  void close_closesTheProducerAndLetsNobodyMakeAnother() {
    MockProducer<String, byte[]> producer = producer(true);
    toMake.add(producer);
    toMake.add(producer(true));
    kafka.send(record()).await(BUDGET);

    kafka.close();

    assertThat(producer.closed()).isTrue();
    assertThat(failure(() -> kafka.send(record()))).hasMessageContaining("shutting down");
    assertThat(made).hasSize(1);
  }

  private static CallFailedException failure(ThrowingCallable call) {
    return catchThrowableOfType(CallFailedException.class, call);
  }

  private static ProducerRecord<String, byte[]> record() {
    return new ProducerRecord<>("t", "k", new byte[] {1});
  }

  private static MockProducer<String, byte[]> producer(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }
}
