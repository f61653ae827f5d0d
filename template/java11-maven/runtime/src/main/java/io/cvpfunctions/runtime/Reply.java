package io.cvpfunctions.runtime;

import com.openfaas.model.IResponse;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What goes back to the caller, checked before its first byte is sent. */
final class Reply {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final int NO_CONTENT = -1;

  /** The server copies what it writes at once, which of a large answer may be more than is free. */
  private static final int PIECE = 16 * 1024;

  /** These say how the body is sent, which is for the server to decide. */
  private static final Set<String> FRAMING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    FRAMING.add("Content-Length");
    FRAMING.add("Transfer-Encoding");
    FRAMING.add("Connection");
  }

  private final int status;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private byte[] body = {};

  private Reply(int status) {
    this.status = status;
  }

  static Reply text(int status, String contentType, String text) {
    Reply reply = new Reply(status);
    reply.headers.put("Content-Type", contentType);
    reply.body = text.getBytes(StandardCharsets.UTF_8);
    return reply;
  }

  /** Refuses what cannot be sent as HTTP; the message says which part. */
  static Reply of(IResponse response) {
    if (response == null) throw new IllegalArgumentException("The handler returned null");
    int status = response.getStatusCode();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("The handler set the status " + status);
    }
    Reply reply = new Reply(status);
    reply.headers.put("Content-Type", ContentType.PLAIN_TEXT);
    reply.header("Content-Type", response.getContentType());
    if (response.getHeaders() != null) response.getHeaders().forEach(reply::header);
    reply.body = reply.body(response);
    return reply;
  }

  private byte[] body(IResponse response) {
    byte[] bytes = response instanceof RawResponse ? ((RawResponse) response).getBodyBytes() : null;
    if (bytes != null) return bytes;
    String text = response.getBody();
    if (text == null) return new byte[0];
    return text.getBytes(ContentType.charset(headers.get("Content-Type"), StandardCharsets.UTF_8));
  }

  /**
   * Null values are left out, and so is a blank type, which is the model's own default; the framing
   * of the message is not the handler's to set.
   */
  void header(String name, String value) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("The handler set a header without a valid name");
    }
    if (value == null || FRAMING.contains(name)) return;
    if (name.equalsIgnoreCase("Content-Type") && value.isBlank()) return;
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("The handler set what no header can hold in " + name);
    }
    headers.put(name, value);
  }

  int status() {
    return status;
  }

  /** Leaves the exchange open: whoever has it closes it, however this ends. */
  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().clear();
    headers.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      if (mayHaveBody()) exchange.getResponseHeaders().set("Content-Length", "" + body.length);
      exchange.sendResponseHeaders(status, NO_CONTENT);
    } else if (body.length == 0 || !mayHaveBody()) {
      exchange.sendResponseHeaders(status, NO_CONTENT);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      write(exchange.getResponseBody());
    }
  }

  /** Not closed here: closed before all of it is written, the JDK's keeps the connection open. */
  private void write(OutputStream out) throws IOException {
    for (int from = 0; from < body.length; from += PIECE) {
      out.write(body, from, Math.min(PIECE, body.length - from));
    }
    // A broken request body would keep it from being flushed later.
    out.flush();
  }

  private boolean mayHaveBody() {
    return status != 204 && status != 304;
  }
}
