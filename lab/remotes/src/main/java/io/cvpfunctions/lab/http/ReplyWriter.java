package io.cvpfunctions.lab.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Writes answers, whole or spoilt, onto one connection. */
final class ReplyWriter {
  private static final byte[] BLANKS = new byte[8192];

  static {
    Arrays.fill(BLANKS, (byte) ' ');
  }

  private final OutputStream out;

  ReplyWriter(OutputStream out) {
    this.out = out;
  }

  void write(Reply reply, boolean withBody) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    writeHead(reply, "Content-Length: " + body.length);
    if (withBody) {
      out.write(body);
    }
    out.flush();
  }

  void writeHalf(Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    writeHead(reply, "Content-Length: " + Math.max(2, body.length));
    out.write(body, 0, body.length / 2);
    out.flush();
  }

  /** Ends when the client goes away, which is an exception here. */
  void writeForever(Duration pause) throws IOException {
    writeHead(Reply.of(200, "application/json", ""), "Transfer-Encoding: chunked");
    int size = pause.isZero() ? BLANKS.length : 1;
    byte[] chunkSize = (Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(chunkSize);
      out.write(BLANKS, 0, size);
      out.write('\r');
      out.write('\n');
      out.flush();
      Pause.of(pause);
    }
  }

  /** Old clients read the words, so they have to be the usual ones. */
  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 302 -> "Found";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 410 -> "Gone";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Other";
    };
  }

  private void writeHead(Reply reply, String framing) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(reply.status())
        .append(" " + reason(reply.status()) + "\r\n")
        .append(framing)
        .append("\r\n");
    for (Reply.Header header : reply.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
