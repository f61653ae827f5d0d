package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.event;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates that are replaced while the function runs. */
class RotationTest {
  private static final String EVENT = event("id-1", "JPE1", "{}");

  private static CuttingProxy way;
  private static RealBroker broker;

  @TempDir Path secrets;

  @BeforeAll
  static void start() throws Exception {
    way = new CuttingProxy();
    broker = RealBroker.securedAdvertising(way.address());
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
    way.close();
  }

  @Test
  void password_isReadAgainWhenTheOldOneIsRefused() throws Exception {
    way.leadTo(broker.servers());
    broker.setPassword(KAFKA_PLAIN_ADMIN, "the-first");
    mountPassword("SASL_PLAINTEXT", "the-first", "");
    try (TestFunction function = function()) {
      awaitStatus(function, 200);
      broker.setPassword(KAFKA_PLAIN_ADMIN, "the-second");
      way.cut();
      assertSaysWhatFollows(awaitStatus(function, 429));
      assertThat(function.post(EVENT).status()).as("not replaced here yet").isEqualTo(503);

      mountPassword("SASL_PLAINTEXT", "the-second", "");
      awaitStatus(function, 200);
      assertThat(function.check().json().path("check").asText()).isEqualTo("ok");
    }
  }

  @Test
  void trustedCertificates_areReadAgainWhenTheBrokersHasChanged() throws Exception {
    HeldCertificate first = certificate();
    HeldCertificate second = certificate();
    broker.setPassword(KAFKA_PLAIN_ADMIN, "the-first");
    Path pem = Files.writeString(secrets.resolve("kafka-ca.pem"), first.certificatePem());
    String trust = "ssl.truststore.type=PEM\nssl.truststore.location=" + pem + "\n";
    mountPassword("SASL_SSL", "the-first", trust);
    try (CuttingProxy before = CuttingProxy.withTls(first);
        CuttingProxy after = CuttingProxy.withTls(second)) {
      before.leadTo(broker.servers());
      after.leadTo(broker.servers());
      way.leadTo(before.address());
      try (TestFunction function = function()) {
        awaitStatus(function, 200);
        way.leadTo(after.address());
        way.cut();
        assertSaysWhatFollows(awaitStatus(function, 429));

        Files.writeString(pem, second.certificatePem());
        awaitStatus(function, 200);
      }
    }
  }

  @Test
  void secretThatIsWrongByThen_isToldAndMendedWithoutARestart() throws Exception {
    way.leadTo(broker.servers());
    broker.setPassword(KAFKA_PLAIN_ADMIN, "the-first");
    mountPassword("SASL_PLAINTEXT", "another", "");
    try (TestFunction function = function()) {
      awaitStatus(function, 503);
      mountPassword("SASL_PLAINTEXT", "the-first", "no.such.property=1\n");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(function.post(EVENT).body()).contains("no.such.property is not"));

      mountPassword("SASL_PLAINTEXT", "the-first", "");
      awaitStatus(function, 200);
    }
  }

  private TestFunction function() {
    String[] settings = {"secret_mount_path", secrets.toString(), "exec_timeout", "5s"};
    return TestFunction.with(way.address(), "net-events", settings);
  }

  private static Received awaitStatus(TestFunction function, int status) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> function.post(EVENT), answer -> answer.status() == status);
  }

  private static void assertSaysWhatFollows(Received answer) {
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().path("detail").asText())
        .contains("does not let us in any more", "are read again with the next event");
  }

  private static HeldCertificate certificate() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
  }

  private void mountPassword(String protocol, String password, String more) throws IOException {
    Files.writeString(
        secrets.resolve("kafka.properties"),
        """
        security.protocol=%s
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
          username="%s" password="%s";
        %s"""
            .formatted(protocol, KAFKA_PLAIN_ADMIN, password, more));
  }
}
