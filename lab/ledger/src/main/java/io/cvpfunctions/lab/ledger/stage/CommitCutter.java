package io.cvpfunctions.lab.ledger.stage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands before PostgreSQL, and cuts a connection in the middle of a commit where that is ordered:
 * whoever commits is not told what became of it. Thread-safe.
 */
final class CommitCutter implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final Queue<Boolean> ordered = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Runnable listener = () -> {};

  /** Leads to that port. */
  CommitCutter(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Told just before the connection of one that leads is cut. */
  void onLeaderCut(Runnable other) {
    listener = other;
  }

  /**
   * The next commit of anybody is cut off, when the server has done it, or before it hears of it.
   */
  void cutNext(boolean done) {
    ordered.add(done);
  }

  /** No more than were cut already. */
  void calm() {
    ordered.clear();
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException over) {
                return;
              }
            },
            "commit-cutter");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
      open.add(client);
      open.add(database);
      Line line = new Line(client, database);
      daemon(line::requests);
      daemon(line::answers);
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(CommitCutter::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable any) {
    try {
      any.close();
    } catch (Exception alreadyClosed) {
      return;
    }
  }

  /** One connection, both ways. */
  private final class Line {
    private final Socket client;
    private final Socket database;
    private final PostgresRequests requests = new PostgresRequests();
    private volatile boolean muted;

    Line(Socket client, Socket database) {
      this.client = client;
      this.database = database;
    }

    void requests() throws IOException {
      try {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        OutputStream out = new BufferedOutputStream(database.getOutputStream());
        while (true) {
          byte[] message = requests.next(in);
          if (requests.commits(message) && cutBefore()) return;
          out.write(message);
          if (in.available() == 0) out.flush();
        }
      } finally {
        cut();
      }
    }

    /** Whether the commit is not even to be passed on. */
    private boolean cutBefore() {
      Optional<Boolean> order = Optional.ofNullable(ordered.poll());
      if (order.isPresent() && requests.leads()) listener.run();
      muted = order.isPresent();
      return order.isPresent() && !order.get();
    }

    /** The first that the server says after a commit means that it has done it. */
    void answers() throws IOException {
      try {
        InputStream in = database.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] some = new byte[8192];
        for (int count = in.read(some); count >= 0 && !muted; count = in.read(some)) {
          out.write(some, 0, count);
        }
      } finally {
        cut();
      }
    }

    private void cut() {
      open.remove(client);
      open.remove(database);
      closeQuietly(client);
      closeQuietly(database);
    }
  }
}
