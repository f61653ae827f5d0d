package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets that say who we are on which switch: {@code eapi-username.<container or tag>} where
 * one is mounted, else {@code eapi-username}; password and enable alike. Thread-safe.
 */
final class Logins {
  private static final String USERNAME = "eapi-username";
  private static final String PASSWORD = "eapi-password";
  private static final String ENABLE = "eapi-enable";

  private final Settings settings;
  private final Login usual;

  private Logins(Settings settings, Login usual) {
    this.settings = settings;
    this.usual = usual;
  }

  /**
   * The logins in the secrets.
   *
   * @param given secrets by name that are known already, and need not be mounted
   */
  static Logins from(Settings settings, Map<String, Secret> given) {
    Secret username = secret(settings, given, USERNAME);
    Secret password = secret(settings, given, PASSWORD);
    Optional<Secret> enable =
        Optional.ofNullable(given.get(ENABLE)).or(() -> settings.optionalSecret(ENABLE));
    Login usual = new Login(USERNAME + " and " + PASSWORD, username, password, enable);
    return new Logins(settings, usual);
  }

  private static Secret secret(Settings settings, Map<String, Secret> given, String name) {
    Secret known = given.get(name);
    return known == null ? settings.secret(name) : known;
  }

  /** The login for a device with these containers and tags; the first that has secrets counts. */
  Login of(Collection<String> labels) {
    for (String label : labels) {
      Optional<Login> own = own("." + secretName(label));
      if (own.isPresent()) return own.get();
    }
    return usual;
  }

  private synchronized Optional<Login> own(String suffix) {
    Optional<Secret> username = settings.optionalSecret(USERNAME + suffix);
    Optional<Secret> password = settings.optionalSecret(PASSWORD + suffix);
    if (username.isEmpty() && password.isEmpty()) return Optional.empty();
    Optional<Secret> enable = settings.optionalSecret(ENABLE + suffix).or(usual::enable);
    String source = USERNAME + suffix + " and " + PASSWORD + suffix;
    Secret user = username.orElse(Secret.of(usual.username()));
    return Optional.of(new Login(source, user, password.orElse(usual.password()), enable));
  }

  /** Names of secrets are lower case with dashes and dots, which keeps them inside their folder. */
  static String secretName(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-");
  }
}
