package io.cvpfunctions.function;

import com.openfaas.model.IRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A request as our functions need it, whichever runtime received it. */
final class FunctionRequest {
  private static final boolean RUNTIME_OFFERS_RAW = isThere("io.cvpfunctions.runtime.RawRequest");

  private final String method;
  private final Map<String, String> headers;
  private final Map<String, String> query;
  private final byte[] body;

  private FunctionRequest(
      String method, Map<String, String> headers, Map<String, String> query, byte[] body) {
    this.method = method;
    this.headers = headers;
    this.query = query;
    this.body = body;
  }

  static FunctionRequest of(IRequest request) {
    if (RUNTIME_OFFERS_RAW && RawRequests.isRaw(request)) {
      return of(RawRequests.method(request), request, RawRequests.body(request));
    }
    String body = request.getBody() == null ? "" : request.getBody();
    return of(guessMethod(body), request, body.getBytes(StandardCharsets.UTF_8));
  }

  private static FunctionRequest of(String method, IRequest request, byte[] body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (request.getHeaders() != null) request.getHeaders().forEach((k, v) -> put(headers, k, v));
    return new FunctionRequest(method, headers, query(request), body);
  }

  /** The stock model leaves out a name without a value, as in {@code ?check}. */
  private static Map<String, String> query(IRequest request) {
    Map<String, String> query = new HashMap<>();
    String raw = request.getQueryRaw() == null ? "" : request.getQueryRaw();
    for (String part : raw.split("&", -1)) {
      if (part.matches("[\\w-]+=?")) query.put(part.replace("=", ""), "");
    }
    if (request.getQuery() != null) request.getQuery().forEach((k, v) -> put(query, k, v));
    return query;
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (name != null && value != null) values.put(name, value);
  }

  /** The stock entrypoint tells no method; whoever sends nothing wants to know something. */
  private static String guessMethod(String body) {
    return body.isBlank() ? "GET" : "POST";
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, FunctionRequest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException stockEntrypoint) {
      return false;
    }
  }

  String method() {
    return method;
  }

  /** Keys of any case find their value. */
  Map<String, String> headers() {
    return headers;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  Map<String, String> query() {
    return query;
  }

  /** Whether the body says nothing. */
  boolean isBlank() {
    return new String(body, StandardCharsets.UTF_8).isBlank();
  }

  byte[] body() {
    return body;
  }
}
