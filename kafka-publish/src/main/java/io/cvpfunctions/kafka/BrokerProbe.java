package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/**
 * Looks whether what listens at a bootstrap address is a Kafka broker at all.
 *
 * <p>Kafka's client takes the first four bytes of any answer for a length and sets that much memory
 * aside: 1.2 GB where a web server answers {@code HTTP}, which ends a small process.
 */
final class BrokerProbe {
  private static final int LIMIT_MILLIS = 500;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION_ID = 0x43565000;
  private static final int LARGEST_ANSWER = 1 << 20;

  private final String servers;
  private final boolean plain;

  private BrokerProbe(String servers, boolean plain) {
    this.servers = servers;
    this.plain = plain;
  }

  /** Only plain protocols need the look: over TLS few wrong servers get past the handshake. */
  static BrokerProbe of(Map<String, Object> properties) {
    String protocol = String.valueOf(properties.getOrDefault("security.protocol", "PLAINTEXT"));
    boolean plain = protocol.toUpperCase(Locale.ROOT).endsWith("PLAINTEXT");
    return new BrokerProbe(String.valueOf(properties.get("bootstrap.servers")), plain);
  }

  /**
   * Looks at every address; one that cannot be reached or says nothing is left to Kafka's client.
   *
   * @throws CallFailedException where something else than a broker answers
   */
  void look() {
    if (!plain) return;
    for (String server : servers.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      if (colon < 0 || !server.substring(colon + 1).trim().matches("\\d{1,5}")) continue;
      String host = server.substring(0, colon).trim().replaceAll("^\\[|]$", "");
      if (!mayBeBroker(host, Integer.parseInt(server.substring(colon + 1).trim()))) {
        String what = server.trim() + " is no Kafka broker, it speaks another protocol";
        throw CallFailedException.of(
            KafkaCluster.NAME,
            Kind.BROKEN,
            what + ": check kafka_bootstrap_servers and security.protocol");
      }
    }
  }

  private static boolean mayBeBroker(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(question());
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      int length = answer.readInt();
      if (length < 6 || length > LARGEST_ANSWER) return false;
      return answer.readInt() == CORRELATION_ID;
    } catch (IOException | IllegalArgumentException unreachableOrSilent) {
      return true;
    }
  }

  /** ApiVersions, version 0, without a client id: every broker answers it, before any login. */
  private static byte[] question() {
    ByteBuffer request = ByteBuffer.allocate(14);
    request.putInt(10).putShort(API_VERSIONS).putShort((short) 0).putInt(CORRELATION_ID);
    return request.putShort((short) -1).array();
  }
}
