package io.cvpfunctions.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A way to a broker that breaks off every connection when told to. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile InetSocketAddress target;

  CuttingProxy() throws IOException {
    this(ServerSocketFactory.getDefault());
  }

  /** With TLS towards the client, which is the only one to speak it. */
  static CuttingProxy withTls(HeldCertificate certificate) throws IOException {
    HandshakeCertificates shown =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    return new CuttingProxy(shown.sslContext().getServerSocketFactory());
  }

  private CuttingProxy(ServerSocketFactory sockets) throws IOException {
    listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Leads there from now on. */
  void leadTo(String address) {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    target = new InetSocketAddress(address.substring(0, colon), port);
  }

  /** In the middle of whatever is on its way. */
  void cut() {
    sockets.forEach(CuttingProxy::close);
    sockets.clear();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        connect(listening.accept());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    Socket broker = new Socket();
    try {
      broker.connect(target);
    } catch (IOException away) {
      close(client);
      return;
    }
    sockets.add(client);
    sockets.add(broker);
    start(() -> pump(client, broker));
    start(() -> pump(broker, client));
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // The other side is told by closing it.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
