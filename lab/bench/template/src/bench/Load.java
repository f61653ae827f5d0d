package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Calls one server over many kept connections from one thread, and remembers how long each took.
 */
final class Load {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final int port;
  private final IntFunction<String> bodies;
  private long[] nanos = new long[1 << 16];
  private int answered;
  private int asked;
  private int failed;

  private Load(int port, IntFunction<String> bodies) {
    this.port = port;
    this.bodies = bodies;
  }

  /** What the callers saw in that time. */
  record Seen(double perSecond, double p50, double p99, int failed) {}

  static Seen during(int port, int connections, long seconds) throws IOException {
    Load load = new Load(port, unused -> "{}");
    long begun = System.nanoTime();
    load.run(connections, Integer.MAX_VALUE, begun + TimeUnit.SECONDS.toNanos(seconds));
    return load.seen((System.nanoTime() - begun) / 1e9);
  }

  /** So many calls, each with the body of its number. */
  static Seen calls(int port, int connections, int calls, IntFunction<String> bodies)
      throws IOException {
    Load load = new Load(port, bodies);
    long begun = System.nanoTime();
    load.run(connections, calls, begun + TimeUnit.MINUTES.toNanos(10));
    return load.seen((System.nanoTime() - begun) / 1e9);
  }

  private void run(int connections, int calls, long end) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) Connection.open(port, selector).send(next());
      while (System.nanoTime() < end && answered + failed < calls) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) receive(key, selector, calls);
        selector.selectedKeys().clear();
        giveUpTheLate(selector, calls);
      }
      for (SelectionKey key : selector.keys()) ((Connection) key.attachment()).close();
    }
  }

  private void receive(SelectionKey key, Selector selector, int calls) throws IOException {
    Connection connection = (Connection) key.attachment();
    int status = connection.read();
    if (status < 0) return;
    if (status == 200) {
      remember(System.nanoTime() - connection.sent());
      if (asked < calls) connection.send(next());
    } else {
      replace(connection, selector, calls);
    }
  }

  private void giveUpTheLate(Selector selector, int calls) throws IOException {
    long latest = System.nanoTime() - PATIENCE;
    for (SelectionKey key : selector.keys().toArray(new SelectionKey[0])) {
      Connection connection = (Connection) key.attachment();
      if (key.isValid() && asked < calls && connection.sent() < latest) {
        replace(connection, selector, calls);
      }
    }
  }

  private void replace(Connection connection, Selector selector, int calls) throws IOException {
    failed++;
    connection.close();
    if (asked < calls) Connection.open(port, selector).send(next());
  }

  private byte[] next() {
    byte[] body = bodies.apply(asked++).getBytes(UTF_8);
    String head =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Call-Id: bench-"
            + asked
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] request = Arrays.copyOf(head.getBytes(UTF_8), head.length() + body.length);
    System.arraycopy(body, 0, request, head.length(), body.length);
    return request;
  }

  private void remember(long took) {
    if (answered == nanos.length) nanos = Arrays.copyOf(nanos, nanos.length * 2);
    nanos[answered++] = took;
  }

  private Seen seen(double seconds) {
    Arrays.sort(nanos, 0, answered);
    return new Seen(answered / seconds, millis(0.5), millis(0.99), failed);
  }

  private double millis(double part) {
    return answered == 0 ? Double.NaN : nanos[(int) (answered * part)] / 1e6;
  }
}
