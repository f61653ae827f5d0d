package io.cvpfunctions.kafka;

import static io.cvpfunctions.kafka.TestEvents.event;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_ADMIN;
import static org.apache.kafka.common.test.JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.function.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SASL_SSL with a CA in PEM: a broker that wants a password, and TLS in front of it. */
class TlsTest {
  private static final String EVENT = event("id-1", "JPE1", "{}");
  private static final HeldCertificate CERTIFICATE = certificate();

  private static CuttingProxy tls;
  private static RealBroker broker;

  @TempDir Path secrets;

  @BeforeAll
  static void start() throws Exception {
    tls = CuttingProxy.withTls(CERTIFICATE);
    broker = RealBroker.securedAdvertising(tls.address());
    tls.leadTo(broker.servers());
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
    tls.close();
  }

  @Test
  void ourCaAndPassword_is200() throws Exception {
    try (TestFunction function = trusting(CERTIFICATE, KAFKA_PLAIN_ADMIN_PASSWORD)) {
      Received answer = function.post(EVENT);

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(function.get().body()).doesNotContain(KAFKA_PLAIN_ADMIN_PASSWORD);
    }
  }

  @Test
  void wrongPassword_is503WithWhereItStands() throws Exception {
    try (TestFunction function = trusting(CERTIFICATE, "hush-hush")) {
      assertRefused(function.post(EVENT), "sasl.jaas.config in the secret kafka.properties");
    }
  }

  @Test
  void anotherCa_is503WithTheSettingToCheck() throws Exception {
    try (TestFunction function = trusting(certificate(), KAFKA_PLAIN_ADMIN_PASSWORD)) {
      assertRefused(function.post(EVENT), "check ssl.truststore.* (the broker's CA)");
    }
  }

  private static HeldCertificate certificate() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
  }

  private static void assertRefused(Received answer, String says) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).contains("does not let us in", says);
    assertThat(answer.body()).doesNotContain("hush-hush").doesNotContain("Exception");
  }

  private TestFunction trusting(HeldCertificate ca, String password) throws Exception {
    Path pem = Files.writeString(secrets.resolve("kafka-ca.pem"), ca.certificatePem());
    Files.writeString(
        secrets.resolve("kafka.properties"),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
          username="%s" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(KAFKA_PLAIN_ADMIN, password, pem));
    return TestFunction.with(tls.address(), "net-events", "secret_mount_path", secrets.toString());
  }
}
