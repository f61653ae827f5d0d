package io.cvpfunctions.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server that does to each connection what no HTTP server would. */
final class RawServer implements AutoCloseable {
  /** What is done to one connection; it is closed afterwards. */
  interface Misdeed {
    void commit(Socket socket) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Misdeed misdeed;
  private final AtomicInteger connections = new AtomicInteger();

  private RawServer(ServerSocket server, Misdeed misdeed) {
    this.server = server;
    this.misdeed = misdeed;
  }

  static RawServer doing(Misdeed misdeed) {
    return with(ServerSocketFactory.getDefault(), misdeed);
  }

  static RawServer with(ServerSocketFactory sockets, Misdeed misdeed) {
    try {
      ServerSocket socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      RawServer server = new RawServer(socket, misdeed);
      Thread thread = new Thread(server::serve, "raw-server");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException noSocket) {
      throw new UncheckedIOException(noSocket);
    }
  }

  /** Reads the request, then answers with these bytes, be they what they may. */
  static RawServer answering(String bytes) {
    return doing(
        socket -> {
          readRequest(socket);
          write(socket, bytes);
        });
  }

  static void readRequest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) return;
      head.append((char) next);
    }
  }

  static void write(Socket socket, String bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Makes the close that follows a reset. */
  static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        misdeed.commit(socket);
      } catch (IOException | InterruptedException itsClientLeft) {
        // The next one is served all the same.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
