package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done before the first event, so that it is not slow, and what is not waited for. */
@ExtendWith(OneBroker.class)
class StartTest {
  private final RealBroker broker;

  StartTest(RealBroker broker) {
    this.broker = broker;
  }

  /** The way to the first address is gone by then. */
  @Test
  void firstEvent_findsTheBrokersKnown() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    CuttingProxy proxy = new CuttingProxy();
    proxy.leadTo(broker.servers());
    try (TestFunction function = TestFunction.with(proxy.address(), topic)) {
      proxy.close();

      assertThat(function.post(event("id-1", "JPE1", "{}")).status()).isEqualTo(200);
    }
  }

  @Test
  void start_doesNotWaitForTheBroker() {
    long start = System.nanoTime();
    TestFunction.with("127.0.0.1:1", "t").close();

    assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
  }

  @Test
  void topicThatOnlyShortTypesFit_isNoFaultOfTheStart() {
    try (TestFunction function = TestFunction.with("127.0.0.1:1", "t".repeat(243) + "{type}")) {
      assertThat(function.get().status()).isEqualTo(200);
      assertThat(function.post(event("id-1", "JPE1", "{}")).status()).isEqualTo(422);
    }
  }
}
