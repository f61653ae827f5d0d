package io.cvpfunctions.runtime;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads a whole body, up to a limit to each and a limit to all that are held at once. How long that
 * may take is the server's {@code maxReqTime}.
 */
final class BodyReader {
  /**
   * Read and thrown away beyond the limit: closing with bytes unread resets the connection, and the
   * caller would see that instead of the answer.
   */
  private static final long PATIENCE = 32L << 20;

  /** A handler makes a text of the bytes, objects of the text, and an answer. */
  private static final int SHARE_OF_MEMORY = 8;

  private static final long UNKNOWN = -1;

  private final int max;
  private final Semaphore room;

  BodyReader(int max, long memory) {
    this.max = max;
    this.room = new Semaphore(roomFor(max, memory));
  }

  /** The largest body alone always fits: it grows by doubling, so half of it is held twice. */
  private static int roomFor(int max, long memory) {
    long room = Math.max(memory / SHARE_OF_MEMORY, max + max / 2L);
    return (int) Math.min(room, Integer.MAX_VALUE);
  }

  int max() {
    return max;
  }

  Body read(HttpExchange exchange) throws RefusedBodyException {
    Body body = new Body(room);
    try {
      fill(body, exchange);
      return body;
    } catch (RefusedBodyException e) {
      body.close();
      discard(exchange.getRequestBody());
      throw e;
    } catch (OutOfMemoryError e) {
      body.close();
      throw RefusedBodyException.noRoom();
    } catch (IOException | RuntimeException e) {
      // Of a chunk whose size is out of all range the JDK makes an index that is.
      body.close();
      throw RefusedBodyException.unreadable();
    }
  }

  private void fill(Body body, HttpExchange exchange) throws IOException, RefusedBodyException {
    InputStream in = exchange.getRequestBody();
    long announced = announced(exchange);
    if (announced > max) throw RefusedBodyException.tooLarge();
    if (announced > 0) body.resize((int) Math.min(announced, Body.SMALL));
    boolean more = true;
    while (more) more = body.isFull() ? grown(body, in, announced) : body.readFrom(in);
    if (body.length() < announced) throw new IOException("The body ended early");
    body.trim();
  }

  /** What is announced is held only as it comes: announcing costs a caller nothing. */
  private boolean grown(Body body, InputStream in, long announced)
      throws IOException, RefusedBodyException {
    int next = in.read();
    if (next < 0) return false;
    if (body.length() == max) throw RefusedBodyException.tooLarge();
    long most = announced == UNKNOWN ? max : announced;
    body.resize((int) Math.min(most, Math.max(Body.SMALL, 2L * body.capacity())));
    body.add(next);
    return true;
  }

  private static long announced(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? UNKNOWN : Long.parseLong(length);
  }

  private static void discard(InputStream in) {
    byte[] scratch = new byte[16 * 1024];
    try {
      for (long left = PATIENCE; left > 0; ) {
        int read = in.read(scratch);
        if (read < 0) return;
        left -= read;
      }
    } catch (IOException | RuntimeException e) {
      // Nothing more comes, which is as good.
    }
  }
}
