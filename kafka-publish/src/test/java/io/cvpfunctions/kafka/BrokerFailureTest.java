package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.dataOf;
import static io.cvpfunctions.kafka.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each way a broker can fail us: the status that has the caller do the right thing, and why. */
@ExtendWith(OneBroker.class)
class BrokerFailureTest {
  private static final String EVENT = event("id-1", "JPE1", "{}");
  private static final String NOBODY = "127.0.0.1:1";
  private static final String[] IMPATIENT = {"kafka_max_block_ms", "400"};

  private final RealBroker broker;

  BrokerFailureTest(RealBroker broker) {
    this.broker = broker;
  }

  @Test
  void brokerStopped_isToldAndMendedByStartingIt() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function = TestFunction.with(broker.servers(), topic, "exec_timeout", "3s")) {
      assertThat(function.post(EVENT).status()).isEqualTo(200);
      broker.stop();
      try {
        assertThat(function.post(event("id-2", "JPE1", "{}")).status()).isIn(502, 504);
      } finally {
        broker.startAgain();
      }
      assertEventually200(function, event("id-2", "JPE1", "{}"));
    }
  }

  @Test
  void noBroker_is502() {
    try (TestFunction function = TestFunction.with(NOBODY, "t", IMPATIENT)) {
      assertProblem(function.post(EVENT), 502, "no connection to 127.0.0.1:1");
    }
  }

  @Test
  void nameThatDoesNotResolve_is502AndTriedAgain() {
    try (TestFunction function = TestFunction.with("no-such-host.invalid:9092", "t", IMPATIENT)) {
      assertProblem(function.post(EVENT), 502, "no name in no-such-host.invalid:9092 resolves");
      assertProblem(function.post(EVENT), 502, "no name in no-such-host.invalid:9092 resolves");
    }
  }

  @Test
  void topicMissing_is503WithHowToCreateIt() {
    try (TestFunction function = TestFunction.with(broker.servers(), "no-such-topic", IMPATIENT)) {
      Received answer = function.post(EVENT);

      assertProblem(answer, 503, "there is no Kafka topic no-such-topic");
      assertThat(answer.header("Retry-After")).isEqualTo("300");
    }
  }

  @Test
  void topicCreatedLater_isFound() throws Exception {
    String topic = broker.newTopic(1, Map.of()) + "-later";
    try (TestFunction function = TestFunction.with(broker.servers(), topic, IMPATIENT)) {
      assertThat(function.post(EVENT).status()).isEqualTo(503);
      broker.createTopic(topic, 1, Map.of());
      assertEventually200(function, EVENT);
    }
  }

  @Test
  void tlsOnAPlaintextPort_is502WithTheSettingToCheck() {
    try (TestFunction function =
        TestFunction.with(
            broker.servers(),
            "t",
            "kafka_max_block_ms",
            "1000",
            "kafka_security_protocol",
            "SSL")) {
      assertProblem(function.post(EVENT), 502, "check security.protocol, which is SSL here");
    }
  }

  @Test
  void portThatSaysNothing_is502WithTheSettingToCheck() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TestFunction function =
            TestFunction.with("127.0.0.1:" + silent.getLocalPort(), "t", IMPATIENT)) {
      assertProblem(function.post(EVENT), 502, "check security.protocol, which is PLAINTEXT here");
    }
  }

  @Test
  void saslOnAPlaintextPort_is503WithTheSettingToCheck() {
    try (TestFunction function =
        TestFunction.with(
            broker.servers(),
            "t",
            "kafka_security_protocol",
            "SASL_PLAINTEXT",
            "kafka_sasl_mechanism",
            "PLAIN",
            "kafka_sasl_jaas_config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"u\" password=\"hush-hush\";")) {
      Received answer = function.post(EVENT);

      assertProblem(answer, 503, "check security.protocol, which is SASL_PLAINTEXT here");
      assertThat(answer.body() + function.get().body()).doesNotContain("hush-hush");
    }
  }

  @Test
  void unreadableJaas_is503WithoutThePassword() {
    try (TestFunction function =
        TestFunction.with(
            broker.servers(),
            "t",
            "kafka_security_protocol",
            "SASL_PLAINTEXT",
            "kafka_sasl_mechanism",
            "PLAIN",
            "kafka_sasl_jaas_config",
            "PlainLoginModule required username=u password hush-hush")) {
      Received answer = function.post(EVENT);

      assertProblem(answer, 503, "sasl.jaas.config is missing or cannot be read");
      assertThat(answer.body()).doesNotContain("hush");
    }
  }

  @Test
  void truststoreThatIsNotThere_is503NamingIt() {
    try (TestFunction function =
        TestFunction.with(
            broker.servers(),
            "t",
            "kafka_security_protocol",
            "SSL",
            "kafka_ssl_truststore_location",
            "/no/such/ca.pem",
            "kafka_ssl_truststore_type",
            "PEM")) {
      assertProblem(function.post(EVENT), 503, "/no/such/ca.pem");
    }
  }

  @Test
  void recordTooLargeForTheClient_is413() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function =
        TestFunction.with(broker.servers(), topic, "kafka_max_request_size", "20000")) {
      assertProblem(function.post(event("i", "s", dataOf(30_000))), 413, "kafka_max_request_size");
    }
  }

  @Test
  void recordTooLargeForTheBroker_is413() throws Exception {
    String topic = broker.newTopic(1, Map.of("max.message.bytes", "20000"));
    try (TestFunction function = TestFunction.with(broker.servers(), topic)) {
      assertProblem(function.post(event("i", "s", dataOf(30_000))), 413, "max.message.bytes");
    }
  }

  @Test
  void close_endsWithinTheDrainThoughNobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      TestFunction function =
          TestFunction.with("127.0.0.1:" + silent.getLocalPort(), "t", IMPATIENT);
      function.post(EVENT);
      long start = System.nanoTime();
      function.close();

      assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
      assertProblem(function.post(EVENT), 502, "shutting down");
    }
  }

  private static void assertEventually200(TestFunction function, String event) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(function.post(event).status()).isEqualTo(200));
  }

  private static void assertProblem(Received answer, int status, String says) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(says);
    assertThat(answer.body()).doesNotContain("Exception");
  }
}
