package io.cvpfunctions.function;

import io.cvpfunctions.runtime.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as our runtime hands it over, without a socket. */
public final class FakeRawRequest implements RawRequest {
  private final String method;
  private final byte[] body;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> query;

  /** A request without a query. */
  public FakeRawRequest(String method, byte[] body, Map<String, String> headers) {
    this(method, body, headers, Map.of());
  }

  /** A request with decoded query parameters. */
  public FakeRawRequest(
      String method, byte[] body, Map<String, String> headers, Map<String, String> query) {
    this.method = method;
    this.body = body;
    this.headers.putAll(headers);
    this.query = query;
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public byte[] getBodyBytes() {
    return body;
  }

  @Override
  public List<String> getHeaderValues(String name) {
    return headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
  }

  @Override
  public String getBody() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers;
  }

  @Override
  public String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public String getQueryRaw() {
    return "";
  }

  @Override
  public Map<String, String> getQuery() {
    return query;
  }

  @Override
  public String getPathRaw() {
    return "/";
  }

  @Override
  public Map<String, String> getPath() {
    return Map.of();
  }
}
