package io.cvpfunctions.devicemove.servicenow;

import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;

/**
 * How to log in to ServiceNow: with a token where one is mounted; with tokens of OAuth where a
 * client of its application registry is; else as a user.
 */
final class Login {
  private final Optional<Secret> token;
  private final Optional<Secret> client;
  private final Optional<Secret> clientSecret;
  private final Optional<Secret> username;
  private final Optional<Secret> password;

  private Login(Settings settings) {
    this.token = settings.optionalSecret("cmdb-token");
    this.client = settings.optionalSecret("cmdb-client-id");
    this.clientSecret = settings.optionalSecret("cmdb-client-secret");
    this.username = settings.optionalSecret("cmdb-username");
    this.password = settings.optionalSecret("cmdb-password");
  }

  static Login from(Settings settings) {
    Login login = new Login(settings);
    if (login.token.isEmpty()) login.check(settings);
    return login;
  }

  /** Of what belongs together either both or none. */
  private void check(Settings settings) {
    boolean oauth = client.isPresent() || clientSecret.isPresent();
    if (oauth) {
      settings.secret("cmdb-client-id");
      settings.secret("cmdb-client-secret");
    }
    if (!oauth || username.isPresent() || password.isPresent()) {
      settings.secret("cmdb-username");
      settings.secret("cmdb-password");
    }
  }

  Identity identity(HttpRemote http, HttpUrl instance) {
    if (token.isPresent()) return Identity.of("Bearer " + token.get().reveal());
    if (client.isEmpty()) return Identity.of(basic());
    return new OauthToken(http, instance, form(), Clock.systemUTC());
  }

  private String basic() {
    return Credentials.basic(
        username.orElseThrow().reveal(), password.orElseThrow().reveal(), StandardCharsets.UTF_8);
  }

  private FormBody form() {
    FormBody.Builder form =
        new FormBody.Builder()
            .add("grant_type", username.isPresent() ? "password" : "client_credentials")
            .add("client_id", client.orElseThrow().reveal())
            .add("client_secret", clientSecret.orElseThrow().reveal());
    username.ifPresent(secret -> form.add("username", secret.reveal()));
    password.ifPresent(secret -> form.add("password", secret.reveal()));
    return form.build();
  }
}
