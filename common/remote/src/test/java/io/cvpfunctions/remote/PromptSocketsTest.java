package io.cvpfunctions.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
  @Test
  void createSocket_anyWay_waitsForNoAcknowledgement() throws Exception {
    PromptSockets sockets = new PromptSockets();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 5, here);
        Socket unconnected = sockets.createSocket();
        Socket byName = sockets.createSocket("127.0.0.1", server.getLocalPort());
        Socket byAddress = sockets.createSocket(here, server.getLocalPort())) {
      assertThat(unconnected.getTcpNoDelay()).isTrue();
      assertThat(byName.getTcpNoDelay()).isTrue();
      assertThat(byAddress.getTcpNoDelay()).isTrue();
    }
  }
}
