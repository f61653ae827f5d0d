package io.cvpfunctions.lab.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 requests off one connection. */
final class RequestReader {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_BODY = 32 * 1024 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final int connection;

  RequestReader(InputStream in, OutputStream out, int connection) {
    this.in = in;
    this.out = out;
    this.connection = connection;
  }

  /** The request without its body, or null where the client has closed. */
  RecordedRequest readHead() throws IOException {
    String line = readLine();
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("not a request line");
    }
    String[] target = parts[1].split("\\?", 2);
    String queryString = target.length == 2 ? target[1] : "";
    Map<String, String> query = target.length == 2 ? parseQuery(queryString) : Map.of();
    return new RecordedRequest(
        parts[0], target[0], query, readHeaders(), "", connection, Instant.now(), queryString);
  }

  /** The same request with its body. */
  RecordedRequest readBody(RecordedRequest head) throws IOException {
    if (head.header("expect").isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    byte[] body =
        head.header("transfer-encoding").orElse("").equalsIgnoreCase("chunked")
            ? readChunks()
            : readExactly(number(head.header("content-length").orElse("0"), 10));
    return new RecordedRequest(
        head.method(),
        head.path(),
        head.query(),
        head.headers(),
        new String(body, StandardCharsets.UTF_8),
        connection,
        head.at(),
        head.queryString());
  }

  private Map<String, List<String>> readHeaders() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
      String[] pair = line.split(":", 2);
      if (pair.length != 2) {
        throw new IOException("not a header");
      }
      headers
          .computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(pair[1].strip());
    }
    return headers;
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = readLine();
      int size = number(line == null ? "0" : line.split(";", 2)[0].strip(), 16);
      if (size == 0) {
        readHeaders();
        return body.toByteArray();
      }
      body.writeBytes(readExactly(size));
      readLine();
    }
  }

  private static int number(String text, int radix) throws IOException {
    try {
      return Integer.parseInt(text, radix);
    } catch (NumberFormatException notOne) {
      throw new IOException("not a length: " + text, notOne);
    }
  }

  private byte[] readExactly(int length) throws IOException {
    if (length < 0 || length > MAX_BODY) {
      throw new IOException("body of " + length + " bytes");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("body ends early");
    }
    return body;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      if (line.size() > MAX_LINE) {
        throw new IOException("line too long");
      }
      line.write(next);
    }
    return null;
  }

  private static Map<String, String> parseQuery(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      query.putIfAbsent(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }
}
