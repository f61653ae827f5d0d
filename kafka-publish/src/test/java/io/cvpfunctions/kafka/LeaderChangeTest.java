package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A broker goes while events come, and another leads the partition: no caller hears of it. */
class LeaderChangeTest {
  private static final int BEFORE = 50;
  private static final int AFTER = 50;

  @Test
  void leaderStops_everyEventIsAnswered200AndThereOnceInItsOrder() throws Exception {
    try (RealBroker brokers = RealBroker.pair()) {
      String topic = brokers.newTopicOn(1, 0);
      int sent = BEFORE;
      try (TestFunction function = TestFunction.with(brokers.servers(), topic)) {
        for (int i = 0; i < BEFORE; i++) assertThat(post(function, i).status()).isEqualTo(200);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> brokers.stop(1));
        for (int after = 0; after < AFTER; sent++) {
          if (stopping.isDone()) after++;
          Received answer = post(function, sent);
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        stopping.join();
      }

      List<String> there =
          brokers.readAll(topic).stream().map(r -> RealBroker.header(r, "ce_id")).toList();
      assertThat(there).isEqualTo(IntStream.range(0, sent).mapToObj(i -> "id-" + i).toList());
    }
  }

  private static Received post(TestFunction function, int number) {
    return function.post(TestEvents.event("id-" + number, "JPE1", "{}"));
  }
}
