package io.cvpfunctions.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a caller sent. Parts that few handlers ask for are worked out when they are asked for. */
final class ReceivedRequest implements RawRequest {
  private final String method;
  private final URI uri;
  private final Headers headers;
  private final byte[] body;

  ReceivedRequest(String method, URI uri, Headers headers, byte[] body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  static ReceivedRequest of(HttpExchange exchange, byte[] body) {
    return new ReceivedRequest(
        exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
  }

  /** As a caller without headers or body would send it. */
  static ReceivedRequest get(URI uri) {
    return new ReceivedRequest("GET", uri, new Headers(), new byte[0]);
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public byte[] getBodyBytes() {
    return body;
  }

  /** In the charset that the content type names; UTF-8 where it names none that Java knows. */
  @Override
  public String getBody() {
    Charset charset = ContentType.charset(getHeader("Content-Type"), StandardCharsets.UTF_8);
    return new String(body, charset);
  }

  @Override
  public List<String> getHeaderValues(String name) {
    List<String> values = name == null ? null : headers.get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  @Override
  public String getHeader(String name) {
    List<String> values = getHeaderValues(name);
    return values.isEmpty() ? null : String.join(", ", values);
  }

  @Override
  public Map<String, String> getHeaders() {
    Map<String, String> joined = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> joined.put(name, String.join(", ", values)));
    return joined;
  }

  @Override
  public String getQueryRaw() {
    return uri.getRawQuery();
  }

  @Override
  public Map<String, String> getQuery() {
    return UrlText.query(uri.getRawQuery());
  }

  @Override
  public String getPathRaw() {
    return uri.getRawPath();
  }

  @Override
  public Map<String, String> getPath() {
    return UrlText.pathPairs(uri.getRawPath());
  }
}
