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
  private record Account(String name, Instant expiry) {}

  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** Shaped as a signed JWT, so that a client can read {@code exp}; the signature is noise. */
  String issue(String user, Duration validFor) {
    Instant expiry = Instant.now().plus(validFor);
    String claims =
        "{\"dsn\":\"%s\",\"exp\":%d,\"jti\":\"%d\"}"
            .formatted(user, expiry.getEpochSecond(), count.incrementAndGet());
    String token = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
    String signed = token + "." + encode("signature of the lab");
    accounts.put(signed, new Account(user, expiry));
    return signed;
  }

  void revokeAll() {
    accounts.clear();
  }

  boolean accepts(String token) {
    Account account = accounts.get(token);
    return account != null && Instant.now().isBefore(account.expiry());
  }

  /** The service account a request is made for. */
  Optional<String> user(RecordedRequest request) {
    return in(request).map(accounts::get).map(Account::name);
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
