package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Credentials;

/** Who we are on a switch. Immutable; the password never prints. */
final class Login {
  private final String source;
  private final Secret username;
  private final Secret password;
  private final Optional<Secret> enable;

  /**
   * A login out of secrets.
   *
   * @param source how those who have to mend it know the secrets
   * @param enable what {@code enable} asks for, where it asks for something
   */
  Login(String source, Secret username, Secret password, Optional<Secret> enable) {
    this.source = source;
    this.username = username;
    this.password = password;
    this.enable = enable;
  }

  String source() {
    return source;
  }

  String username() {
    return username.reveal();
  }

  Secret password() {
    return password;
  }

  Optional<Secret> enable() {
    return enable;
  }

  /** The value of an {@code Authorization} header. */
  String basic() {
    return Credentials.basic(username(), password.reveal(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return username();
  }
}
