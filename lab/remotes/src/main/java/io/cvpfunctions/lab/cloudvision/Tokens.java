package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Service-account tokens, which no login can renew. Thread-safe. */
final class Tokens {
  private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** Shaped as a signed JWT, so that a client can read {@code exp}; the signature is noise. */
  String issue(String user, Duration validFor) {
    Instant expiry = Instant.now().plus(validFor);
    String claims =
        "{\"dsn\":\"%s\",\"exp\":%d,\"jti\":\"%d\"}"
            .formatted(user, expiry.getEpochSecond(), count.incrementAndGet());
    String token = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
    String signed = token + "." + encode("signature of the lab");
    expiries.put(signed, expiry);
    return signed;
  }

  void revokeAll() {
    expiries.clear();
  }

  boolean accepts(String token) {
    Instant expiry = expiries.get(token);
    return expiry != null && Instant.now().isBefore(expiry);
  }

  /** The token of a request, by header or by cookie. */
  static Optional<String> in(RecordedRequest request) {
    Optional<String> bearer =
        request
            .header("authorization")
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip());
    return bearer.or(() -> request.cookie("access_token"));
  }

  private static String encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
