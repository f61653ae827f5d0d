package io.cvpfunctions.lab.openfaas;

import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;

/**
 * What arrived over HTTP, read to its end.
 *
 * @param path still percent-encoded, starting with a slash
 * @param query still encoded, without the question mark; empty where there is none
 */
public record FunctionRequest(
    String method, String path, String query, Headers headers, ByteString body) {

  /** The first value of a header, whatever its case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body read as UTF-8. */
  public String bodyText() {
    return body.utf8();
  }

  FunctionRequest withHeaders(Headers others) {
    return new FunctionRequest(method, path, query, others, body);
  }

  FunctionRequest withPath(String other) {
    return new FunctionRequest(method, other, query, headers, body);
  }

  boolean accepts(String type) {
    return headers.values("Accept").stream().anyMatch(accepted -> accepted.contains(type));
  }
}
