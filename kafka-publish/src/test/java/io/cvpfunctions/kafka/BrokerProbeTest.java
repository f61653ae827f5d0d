package io.cvpfunctions.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerProbeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\7garbage"})
  void look_anotherProtocol_isBrokenAndSaysSo(String greeting) throws IOException {
    try (ServerSocket server = answering(greeting)) {
      BrokerProbe probe = probe("127.0.0.1:" + server.getLocalPort(), "PLAINTEXT");

      CallFailedException failure = catchThrowableOfType(CallFailedException.class, probe::look);

      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure).hasMessageContaining("is no Kafka broker");
    }
  }

  @Test
  void kafkaCluster_anotherProtocol_makesNoProducerThatCouldTakeAllMemory() throws IOException {
    try (ServerSocket server = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      String address = "127.0.0.1:" + server.getLocalPort();
      Map<String, Object> properties = Map.of("bootstrap.servers", address);
      try (KafkaCluster cluster = KafkaCluster.with(ProducerProperties.fixed(properties))) {
        CallFailedException failure =
            catchThrowableOfType(CallFailedException.class, () -> cluster.send(null));

        assertThat(failure).hasMessageContaining(address + " is no Kafka broker");
      }
    }
  }

  @Test
  void look_nobodyThere_orNobodySpeaking_isLeftToTheClient() throws IOException {
    int free;
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      free = silent.getLocalPort();
      probe("127.0.0.1:" + free + ", [::1]:" + free + ",nonsense", "PLAINTEXT").look();
    }
    probe("127.0.0.1:" + free, "SASL_PLAINTEXT").look();
  }

  @Test
  void look_tls_isLeftToTheHandshake() throws IOException {
    try (ServerSocket server = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      probe("127.0.0.1:" + server.getLocalPort(), "SASL_SSL").look();
    }
  }

  private static BrokerProbe probe(String servers, String protocol) {
    return BrokerProbe.of(Map.of("bootstrap.servers", servers, "security.protocol", protocol));
  }

  private static ServerSocket answering(String greeting) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                  caller.getInputStream().readNBytes(14);
                  caller.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }
}
