package io.cvpfunctions.lab.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * One client's HTTP/2 connection, carried frame by frame to the server that answers it, so that
 * streams can be reset and the connection can fall silent as no server library would let us.
 */
final class Http2Tunnel {
  private static final int PREFACE = 24;

  private final Socket client;
  private final Socket server;
  private final OutputStream toClient;
  private final OutputStream toServer;
  private final Set<Integer> open = ConcurrentHashMap.newKeySet();
  private final Set<Integer> reset = ConcurrentHashMap.newKeySet();
  private boolean frozen;

  Http2Tunnel(Socket client, int serverPort, boolean frozen) throws IOException {
    this.client = client;
    this.server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
    this.frozen = frozen;
    server.setTcpNoDelay(true);
    toClient = new BufferedOutputStream(client.getOutputStream(), 32 * 1024);
    toServer = new BufferedOutputStream(server.getOutputStream(), 32 * 1024);
  }

  /** Returns when either side has closed. */
  void run(Executor other) throws IOException {
    other.execute(this::carryAnswers);
    try (server;
        client) {
      DataInputStream in = input(client);
      toServer.write(in.readNBytes(PREFACE));
      for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
        if (frame.opens()) open.add(frame.stream());
        if (frame.resets()) open.remove(frame.stream());
        pass(frame, toServer, in.available() == 0);
      }
    }
  }

  private void carryAnswers() {
    try (server;
        client) {
      DataInputStream in = input(server);
      for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
        pass(frame, toClient, in.available() == 0);
        if (frame.ends()) open.remove(frame.stream());
      }
    } catch (IOException oneIsGone) {
      return;
    }
  }

  private static DataInputStream input(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 32 * 1024));
  }

  private void pass(Frame frame, OutputStream out, boolean last) throws IOException {
    awaitThaw();
    synchronized (out) {
      if (!reset.contains(frame.stream())) frame.write(out);
      if (last) out.flush();
    }
  }

  /** The client sees INTERNAL_ERROR, the server that the client has lost interest. */
  void resetStreams() {
    for (int stream : Set.copyOf(open)) {
      open.remove(stream);
      inject(Frame.reset(stream, Frame.CANCEL), toServer);
      inject(Frame.reset(stream, Frame.INTERNAL_ERROR), toClient);
    }
  }

  private void inject(Frame frame, OutputStream out) {
    try {
      synchronized (out) {
        reset.add(frame.stream());
        frame.write(out);
        out.flush();
      }
    } catch (IOException oneIsGone) {
      return;
    }
  }

  /** Not a byte passes, in either direction, though the connection stays. */
  synchronized void freeze() {
    frozen = true;
  }

  synchronized void thaw() {
    frozen = false;
    notifyAll();
  }

  private synchronized void awaitThaw() throws IOException {
    try {
      while (frozen && !client.isClosed()) wait(200);
    } catch (InterruptedException closing) {
      throw new IOException(closing);
    }
  }
}
