package io.cvpfunctions.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;

/** Sockets whose connections are never made, as where a firewall drops every packet. */
final class StalledSockets extends SocketFactory {
  @Override
  public Socket createSocket() {
    return new Stalled();
  }

  @Override
  public Socket createSocket(String host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    return createSocket();
  }

  private static final class Stalled extends Socket {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
      try {
        closed.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new SocketException("Socket closed");
    }

    @Override
    public synchronized void close() throws IOException {
      closed.countDown();
      super.close();
    }
  }
}
