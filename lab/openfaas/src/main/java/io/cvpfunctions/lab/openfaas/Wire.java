package io.cvpfunctions.lab.openfaas;

import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Headers;
import okio.ByteString;

/** Between the JDK's server and our values: whole requests in, whole responses out. */
final class Wire {
  /** Of one connection only, so a proxy never passes them on. */
  private static final Set<String> HOP_HEADERS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> SET_BY_THE_SERVER = Set.of("content-length", "date");

  private Wire() {}

  static FunctionRequest read(HttpExchange exchange) throws IOException {
    return head(exchange, ByteString.of(exchange.getRequestBody().readAllBytes()));
  }

  /** The request without waiting for its body. */
  static FunctionRequest head(HttpExchange exchange, ByteString body) {
    String target = exchange.getRequestURI().toString();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new FunctionRequest(exchange.getRequestMethod(), path, query, headers(exchange), body);
  }

  private static Headers headers(HttpExchange exchange) {
    Headers.Builder headers = new Headers.Builder();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                values.forEach(
                    value ->
                        headers.addUnsafeNonAscii(canonical(name), value == null ? "" : value)));
    return headers.build();
  }

  /** As Go writes names; the JDK's server has folded them to {@code X-call-id}. */
  static String canonical(String name) {
    return Stream.of(name.split("-", -1)).map(Wire::capitalised).collect(joining("-"));
  }

  private static String capitalised(String word) {
    if (word.isEmpty()) return word;
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1).toLowerCase(Locale.ROOT);
  }

  static Headers withoutHopHeaders(Headers headers) {
    Headers.Builder kept = new Headers.Builder();
    headers.forEach(
        header -> {
          if (!HOP_HEADERS.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
            kept.addUnsafeNonAscii(header.getFirst(), header.getSecond());
          }
        });
    return kept.build();
  }

  static void write(HttpExchange exchange, FunctionResponse response) throws IOException {
    copyHeaders(exchange, response);
    byte[] body = response.body().toByteArray();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(response.status(), -1);
    } else {
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** Promises ten bytes more than are sent, then cuts the connection. */
  static void writeTruncated(HttpExchange exchange, FunctionResponse response) throws IOException {
    copyHeaders(exchange, response);
    exchange.sendResponseHeaders(response.status(), response.body().size() + 10L);
    OutputStream body = exchange.getResponseBody();
    body.write(response.body().toByteArray());
    body.flush();
    exchange.close();
  }

  private static void copyHeaders(HttpExchange exchange, FunctionResponse response) {
    withoutHopHeaders(response.headers())
        .forEach(
            header -> {
              if (!SET_BY_THE_SERVER.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().add(header.getFirst(), header.getSecond());
              }
            });
  }
}
