package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.event;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_ADMIN;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_USER1;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_USER1_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker that wants a password and has ACLs. */
class SecuredBrokerTest {
  private static final String EVENT = event("id-1", "JPE1", "{}");

  private static RealBroker broker;

  @TempDir Path secrets;

  @BeforeAll
  static void start() throws Exception {
    broker = RealBroker.start(SecurityProtocol.SASL_PLAINTEXT);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void rightPassword_is200() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function = as(KAFKA_PLAIN_ADMIN, KAFKA_PLAIN_ADMIN_PASSWORD, topic)) {
      assertThat(function.post(EVENT).status()).isEqualTo(200);
      assertThat(function.get().body()).doesNotContain(KAFKA_PLAIN_ADMIN_PASSWORD);
    }
  }

  @Test
  void wrongPassword_is503WithWhereItStands() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function = as(KAFKA_PLAIN_ADMIN, "hush-hush", topic)) {
      Received answer = function.post(EVENT);

      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("300");
      assertThat(answer.json().path("detail").asText())
          .contains("does not let us in", "sasl.jaas.config in the secret kafka.properties");
      assertThat(answer.body()).doesNotContain("hush-hush");
    }
  }

  @Test
  void plaintextOnASaslPort_is502WithTheSettingToCheck() {
    try (TestFunction function =
        TestFunction.with(broker.servers(), "t", "kafka_max_block_ms", "1000")) {
      Received answer = function.post(EVENT);

      assertThat(answer.status()).as(answer.body()).isEqualTo(502);
      assertThat(answer.json().path("detail").asText()).contains("check security.protocol");
    }
  }

  @Test
  void missingAcl_is503UntilItIsGranted() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function = as(KAFKA_PLAIN_USER1, KAFKA_PLAIN_USER1_PASSWORD, topic)) {
      Received answer = function.post(EVENT);
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.json().path("detail").asText()).contains("kafka-acls.sh --add");

      broker.allowWriting(KAFKA_PLAIN_USER1, topic);

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(function.post(EVENT).status()).isEqualTo(200));
    }
  }

  @Test
  void check_saysWhichRightIsMissing() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function = as(KAFKA_PLAIN_USER1, KAFKA_PLAIN_USER1_PASSWORD, topic)) {
      assertThat(function.check().json().path("checks").findValuesAsText("detail"))
          .anyMatch(detail -> detail.contains("kafka-acls.sh --add"));

      broker.allowDescribing(KAFKA_PLAIN_USER1, topic);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertRights(function, "we may not write to " + topic));

      broker.allowWriting(KAFKA_PLAIN_USER1, topic);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertRights(function, "we may write to " + topic));
      assertThat(function.check().json().path("check").asText()).isEqualTo("ok");
    }
  }

  private static void assertRights(TestFunction function, String says) {
    Received answer = function.check();
    assertThat(answer.body()).contains("\"rights\"", says);
  }

  @Test
  void check_wrongPassword_isSaid() throws Exception {
    String topic = broker.newTopic(1, Map.of());
    try (TestFunction function = as(KAFKA_PLAIN_ADMIN, "hush-hush", topic)) {
      Received answer = function.check();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("check").asText()).isEqualTo("failure");
      assertThat(answer.body()).contains("does not let us in").doesNotContain("hush-hush");
    }
    try (TestFunction function = as(KAFKA_PLAIN_ADMIN, "hush-hush", "t-{type}")) {
      assertThat(function.check().body())
          .contains("does not let us in")
          .doesNotContain("hush-hush");
    }
  }

  private TestFunction as(String user, String password, String topic) throws Exception {
    Files.writeString(
        secrets.resolve("kafka.properties"),
        """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
          username="%s" password="%s";
        """
            .formatted(user, password));
    return TestFunction.with(broker.servers(), topic, "secret_mount_path", secrets.toString());
  }
}
