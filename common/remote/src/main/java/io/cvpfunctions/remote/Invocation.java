package io.cvpfunctions.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One HTTP call of one function: body, content type and headers. Immutable. */
public final class Invocation {
  /** Ours or the gateway's name for the call; kept by the gateway where the caller set it. */
  public static final String CALL_ID = "X-Call-Id";

  /** The caller's budget, a Go duration; of-watchdog honours it too, shortening only. */
  public static final String TIMEOUT = "X-Timeout";

  /** Who calls the next steps: {@code caller} the caller itself, {@code none} nobody. */
  public static final String CHAIN = "X-Chain";

  /** When this event was first tried, RFC 3339. */
  public static final String FIRST_ATTEMPT = "X-First-Attempt";

  private final byte[] body;
  private final String contentType;
  private final Map<String, String> headers;

  private Invocation(byte[] body, String contentType, Map<String, String> headers) {
    this.body = body;
    this.contentType = contentType;
    this.headers = headers;
  }

  /** A call with that body; the array is not copied and must not be changed afterwards. */
  public static Invocation of(String contentType, byte[] body) {
    return new Invocation(body, Objects.requireNonNull(contentType), Map.of());
  }

  /** The same call with one more header. */
  public Invocation with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Invocation(body, contentType, more);
  }

  byte[] body() {
    return body;
  }

  String contentType() {
    return contentType;
  }

  Map<String, String> headers() {
    return headers;
  }
}
