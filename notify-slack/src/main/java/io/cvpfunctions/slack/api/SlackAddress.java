package io.cvpfunctions.slack.api;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Reads Slack's addresses, and complains of them; of a webhook's without quoting it. */
public final class SlackAddress {
  private SlackAddress() {}

  /** The webhook in a secret; empty where there is a problem, which is noted in the settings. */
  public static Optional<HttpUrl> webhook(Settings settings, String name) {
    Secret secret = settings.secret(name);
    return secret.isEmpty() ? Optional.empty() : checked(settings, name, secret);
  }

  private static Optional<HttpUrl> checked(Settings settings, String name, Secret secret) {
    Optional<HttpUrl> address = parse(secret.reveal());
    if (address.isEmpty()) {
      settings.problem(
          "the secret " + name + " is not an address such as https://hooks.slack.com/services/...");
    } else if (!isSafe(address.get())) {
      settings.problem("the secret " + name + " is not an https address");
    }
    return address;
  }

  /** The Web API's own address, in {@code slack_api_url}. */
  public static HttpUrl api(Settings settings) {
    HttpUrl slack = HttpUrl.get("https://slack.com/api");
    HttpUrl base =
        settings.url("slack_api_url").map(URI::toString).map(HttpUrl::parse).orElse(slack);
    if (!isSafe(base)) settings.problem("slack_api_url is not an https address");
    return base;
  }

  private static boolean isSafe(HttpUrl address) {
    return address.isHttps() || isLoopback(address.host());
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
