package io.cvpfunctions.runtime;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a whole body, up to a limit. How long that may take is the server's {@code maxReqTime}. */
final class BodyReader {
  /**
   * Read and thrown away beyond the limit: closing with bytes unread resets the connection, and the
   * caller would see that instead of the answer.
   */
  private static final long PATIENCE = 32L << 20;

  private final int max;

  BodyReader(int max) {
    this.max = max;
  }

  int max() {
    return max;
  }

  /** Empty where the body is larger than the limit. */
  Optional<byte[]> read(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    long announced = announced(exchange);
    if (announced <= max) {
      byte[] body = in.readNBytes(max + 1);
      if (body.length < announced) throw new IOException("The body ended early");
      if (body.length <= max) return Optional.of(body);
    }
    discard(in);
    return Optional.empty();
  }

  private static long announced(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  private static void discard(InputStream in) throws IOException {
    byte[] scratch = new byte[16 * 1024];
    for (long left = PATIENCE; left > 0; ) {
      int read = in.read(scratch);
      if (read < 0) return;
      left -= read;
    }
  }
}
