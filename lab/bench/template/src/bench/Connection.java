package bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept connection of the load: one call after the other. Used by one thread. */
final class Connection {
  private static final int FAILED = 0;

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
  private long sent;

  private Connection(SocketChannel channel) {
    this.channel = channel;
  }

  static Connection open(int port, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  void send(byte[] request) throws IOException {
    in.clear();
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) channel.write(out);
    sent = System.nanoTime();
  }

  long sent() {
    return sent;
  }

  /** The status when the answer is there as a whole, 0 when there will be none, else -1. */
  int read() {
    try {
      if (channel.read(in) < 0) return FAILED;
    } catch (IOException e) {
      return FAILED;
    }
    return status();
  }

  private int status() {
    String text = new String(in.array(), 0, in.position(), ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) return -1;
    String head = text.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    int length = head.indexOf("content-length:");
    boolean whole =
        length < 0
            ? text.endsWith("0\r\n\r\n")
            : text.length() - end - 4 >= number(head, length + "content-length:".length());
    return whole ? Integer.parseInt(text.substring(9, 12)) : -1;
  }

  private static int number(String head, int from) {
    int end = head.indexOf('\r', from);
    return Integer.parseInt(head.substring(from, end < 0 ? head.length() : end).trim());
  }

  void close() throws IOException {
    channel.close();
  }
}
