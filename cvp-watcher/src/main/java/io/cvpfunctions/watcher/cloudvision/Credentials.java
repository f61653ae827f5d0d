package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cvpfunctions.remote.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** What a CloudVision knows us by: a service account's token, or a user's name and password. */
public final class Credentials {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String user;
  private final Secret secret;

  private Credentials(String user, Secret secret) {
    this.user = user;
    this.secret = secret;
  }

  /** A service account's token; no login can renew it. */
  public static Credentials token(Secret token) {
    return new Credentials(null, token);
  }

  /** A user's name and password, for sessions that are renewed by logging in again. */
  public static Credentials password(String user, Secret password) {
    return new Credentials(user, password);
  }

  /** Whether they are a token, not a name and password. */
  public boolean isToken() {
    return user == null;
  }

  String user() {
    return user;
  }

  Secret secret() {
    return secret;
  }

  /** When the token ends; it says so itself, being a JWT (facts: CloudVision A3). */
  public Optional<Instant> expiry() {
    String[] parts = isToken() ? secret.reveal().split("\\.", -1) : new String[0];
    if (parts.length != 3) return Optional.empty();
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
      long seconds = MAPPER.readTree(claims).path("exp").asLong();
      return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    } catch (IOException | IllegalArgumentException notAJwt) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return isToken() ? "a service-account token" : "user " + user;
  }
}
