package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProducerSettingsTest {
  @TempDir Path secrets;

  private final Map<String, String> environment = new HashMap<>();
  private Settings settings;

  @BeforeEach
  void servers() {
    environment.put("secret_mount_path", secrets.toString());
    environment.put("kafka_bootstrap_servers", "kafka:9092");
  }

  @Test
  void defaults_waitForEveryReplicaWithinTheCall() {
    assertThat(read())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "acks", "all",
                "bootstrap.servers", "kafka:9092",
                "client.id", "kafka-publish",
                "delivery.timeout.ms", "18000",
                "enable.idempotence", "true",
                "enable.metrics.push", "false",
                "linger.ms", "0",
                "max.block.ms", "5000",
                "metric.reporters", "",
                "request.timeout.ms", "5000"));
  }

  @Test
  void defaults_fitAShortCallToo() {
    environment.put("exec_timeout", "5s");

    assertThat(read())
        .containsEntry("max.block.ms", "1000")
        .containsEntry("delivery.timeout.ms", "3000")
        .containsEntry("request.timeout.ms", "3000");
  }

  @Test
  void anyProperty_canBeSetInTheEnvironment() {
    environment.put("kafka_linger_ms", "5");
    environment.put("kafka_compression_type", "gzip");
    environment.put("kafka_security_protocol", "SSL");
    environment.put("kafka_ssl_truststore_type", "PEM");
    environment.put("kafka_acks", "-1");
    environment.put("kafka_retries", " ");

    assertThat(read())
        .containsEntry("linger.ms", "5")
        .containsEntry("compression.type", "gzip")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("acks", "-1")
        .doesNotContainKey("retries");
    assertThat(settings.inForce())
        .containsEntry("kafka_linger_ms", "5")
        .containsEntry("kafka_acks", "-1")
        .containsEntry("kafka_bootstrap_servers", "kafka:9092");
  }

  @Test
  void secret_isReadButNeverShown() throws Exception {
    environment.put("kafka_linger_ms", "7");
    secret(
        """
        # as Kafka's own tools read it
        security.protocol=SASL_SSL
        sasl.mechanism = SCRAM-SHA-512
        linger.ms=9
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
            username="u" password="hush-hush";
        """);
    Map<String, Object> properties = read();

    assertThat(properties)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("linger.ms", "7");
    assertThat(((Password) properties.get("sasl.jaas.config")).value())
        .endsWith("required username=\"u\" password=\"hush-hush\";");
    assertThat(properties.toString()).doesNotContain("hush-hush");
    assertThat(settings.inForce().toString()).doesNotContain("hush-hush", "SCRAM");
  }

  @Test
  void passwordInTheEnvironment_isNotShownEither() {
    environment.put("kafka_ssl_key_password", "hush-hush");

    assertThat(read()).containsEntry("ssl.key.password", new Password("hush-hush"));
    assertThat(settings.inForce().toString()).doesNotContain("hush-hush", "ssl_key");
  }

  @Test
  void serversInTheSecret_areEnough() throws Exception {
    environment.remove("kafka_bootstrap_servers");
    secret("bootstrap.servers=kafka-a:9092,kafka-b:9092");

    assertThat(read()).containsEntry("bootstrap.servers", "kafka-a:9092,kafka-b:9092");
  }

  @Test
  void broker_isTheSameAsBootstrapServers() {
    environment.remove("kafka_bootstrap_servers");
    environment.put("kafka_broker", "[2001:db8::1]:9092");

    assertThat(read()).containsEntry("bootstrap.servers", "[2001:db8::1]:9092");
  }

  @Test
  void noServers_isToldWithAnExample() {
    environment.remove("kafka_bootstrap_servers");

    assertThat(problems()).contains("kafka_bootstrap_servers is not set", "kafka:9092");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "kafka_bootstrap_servers, kafka, is not host:port",
    "kafka_broker, 'kafka:9092', 'is set, but kafka_bootstrap_servers is set to another value'",
    "kafka_acks, 1, must be all or -1",
    "kafka_enable_idempotence, false, must be true",
    "kafka_compression_type, lz4, must be none or gzip",
    "kafka_transactional_id, t1, cannot be set",
    "kafka_value_serializer, a.b.C, cannot be set",
    "kafka_linger, 5, is not a property of a Kafka producer (linger)",
    "kafka_linger_ms, soon, Not a number",
    "kafka_security_protocol, TLS, Invalid value TLS",
    "kafka_delivery_timeout_ms, 120000, at most 24000",
    "kafka_max_block_ms, 60000, at most 24000",
    "kafka_request_timeout_ms, 20000, delivery.timeout.ms",
    "kafka_max_in_flight_requests_per_connection, 6, at most 5",
  })
  void wrongProperty_isNamedWithWhatIsWrong(String name, String value, String problem) {
    if (name.equals("kafka_broker")) environment.put("kafka_bootstrap_servers", "other:9092");
    environment.put(name, value);

    assertThat(problems()).contains(problem);
  }

  @Test
  void severalWrong_areAllNamedAtOnce() throws Exception {
    environment.put("kafka_acks", "0");
    environment.put("kafka_nonsense", "1");
    environment.put("kafka_batch_size", "big");
    secret("group.id=mine\nssl.protocol=TLSv1.3");

    assertThat(problems())
        .contains("kafka_acks", "kafka_nonsense", "kafka_batch_size")
        .contains("the secret kafka.properties: group.id")
        .doesNotContain("ssl.protocol");
  }

  @Test
  void malformedSecret_isToldWithoutItsContent() throws Exception {
    secret("sasl.jaas.config=hush\\uzzzz");

    assertThat(problems()).contains("kafka.properties").doesNotContain("hush");
  }

  private Map<String, Object> read() {
    settings = Settings.of(environment::get);
    Map<String, Object> properties = ProducerSettings.read(settings, environment);
    assertThatNoException().isThrownBy(settings::check);
    return properties;
  }

  private String problems() {
    settings = Settings.of(environment::get);
    ProducerSettings.read(settings, environment);
    return catchThrowableOfType(SettingsException.class, settings::check).getMessage();
  }

  private void secret(String content) throws IOException {
    Files.writeString(secrets.resolve("kafka.properties"), content);
  }
}
