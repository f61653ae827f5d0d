package io.cvpfunctions.slack;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Reads the secret {@code slack-webhook-url}, and complains of it without quoting it. */
final class WebhookAddress {
  private static final String NAME = "slack-webhook-url";

  private WebhookAddress() {}

  /** Empty where there is a problem, which is noted in the settings. */
  static Optional<HttpUrl> from(Settings settings) {
    Secret secret = settings.secret(NAME);
    if (secret.isEmpty()) return Optional.empty();
    Optional<HttpUrl> address = parse(secret.reveal());
    if (address.isEmpty()) {
      settings.problem(
          "the secret " + NAME + " is not an address such as https://hooks.slack.com/services/...");
    } else if (!address.get().isHttps() && !isLoopback(address.get().host())) {
      settings.problem("the secret " + NAME + " is not an https address");
    }
    return address;
  }

  private static Optional<HttpUrl> parse(String text) {
    boolean broken = text.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>');
    return broken
        ? Optional.empty()
        : Optional.ofNullable(HttpUrl.parse(text)).filter(url -> url.encodedPath().length() > 1);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
