package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The order of a batch where acknowledgements come late, fail, or never come. */
class BatchTest {
  private static final Settings SETTINGS = Settings.of(name -> null);

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
  private final KafkaCluster kafka =
      KafkaCluster.with(() -> Map.of("bootstrap.servers", "kafka:9092"), () -> producer);
  private final RecordMaker records = RecordMaker.parse(SETTINGS);

  @Test
  void nextOfAKey_isSentWhenTheOneBeforeIsIn() {
    CompletableFuture<List<Result>> answer =
        publish(event("a-1", "a"), event("a-2", "a"), event("b-1", "b"));

    awaitSent(2);
    assertThat(producer.history()).extracting(record -> record.key()).containsExactly("a", "b");
    producer.completeNext();
    producer.completeNext();
    awaitSent(3);
    producer.completeNext();

    assertThat(answer.join()).allMatch(result -> result.outcome().isPresent());
  }

  @Test
  void failureInTheMiddle_keepsTheLaterOnesOfItsKeyFromBeingSent() {
    CompletableFuture<List<Result>> answer =
        publish(event("a-1", "a"), event("a-2", "a"), event("b-1", "b"), event("b-2", "b"));

    awaitSent(2);
    producer.errorNext(new NotEnoughReplicasException("too few replicas"));
    producer.completeNext();
    awaitSent(3);
    producer.completeNext();

    List<Result> results = answer.join();
    assertThat(status(results.get(0))).isEqualTo(502);
    assertThat(status(results.get(1))).isEqualTo(503);
    assertThat(results.get(1).problem().orElseThrow().retryAfter()).contains("1");
    assertThat(results.get(3).outcome()).isPresent();
    assertThat(producer.history()).hasSize(3);
  }

  @Test
  void timeThatEnds_is504ForWhatIsOnItsWayAnd503ForTheRest() {
    List<Result> results =
        Batch.of(
                List.of(event("a-1", "a"), event("a-2", "a"), event("b-1", "b")),
                records,
                kafka,
                Budget.of(Duration.ofMillis(50)))
            .publish();

    assertThat(results).extracting(BatchTest::status).containsExactly(504, 503, 504);
  }

  private CompletableFuture<List<Result>> publish(CloudEvent... events) {
    Batch batch = Batch.of(List.of(events), records, kafka, Budget.of(Duration.ofSeconds(20)));
    return CompletableFuture.supplyAsync(batch::publish);
  }

  private void awaitSent(int count) {
    Awaitility.await().until(() -> producer.history().size() == count);
  }

  private static int status(Result result) {
    return result.problem().map(Problem::status).orElse(200);
  }

  private static CloudEvent event(String id, String subject) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/s"))
        .withType("cvp.device.moved")
        .withSubject(subject)
        .build();
  }
}
