package io.cvpfunctions.validation.catalog;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** An address with places for what is known of a device, such as its hostname. Immutable. */
final class UrlTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w*)\\}");
  private static final Pattern SECRET =
      Pattern.compile("token|secret|passw|key|auth", Pattern.CASE_INSENSITIVE);
  private static final Set<String> PLACES = Set.of("hostname", "serial", "container");

  private final String text;

  private UrlTemplate(String text) {
    this.text = text;
  }

  /**
   * Reads a template. Its host stands as it is, so that no device can choose whom the token is
   * shown to, and is one of those allowed.
   */
  static Optional<UrlTemplate> parse(
      String text, Set<String> hosts, boolean hasToken, Consumer<String> problems) {
    Optional<String> problem = problem(text, hosts, hasToken);
    problem.ifPresent(problems);
    return problem.isPresent() ? Optional.empty() : Optional.of(new UrlTemplate(text));
  }

  private static Optional<String> problem(String text, Set<String> hosts, boolean hasToken) {
    HttpUrl sample = sample(text);
    String start = text.replaceFirst("^([a-z]+://[^/?#]*).*", "$1");
    if (sample == null || start.contains("{")) {
      return Optional.of("expected an address such as https://git.example/{hostname}.yml");
    }
    if (holdsSecret(sample)) {
      return Optional.of("holds a credential: put a token into the secret catalog-token");
    }
    if (hasToken && !sample.isHttps()) {
      return Optional.of("the secret catalog-token is sent over https only");
    }
    if (!hosts.contains(sample.host())) {
      return Optional.of("the host " + sample.host() + " is not among catalog_hosts");
    }
    return unknownPlace(text);
  }

  /** Settings are shown to whoever asks for them, secrets never. */
  private static boolean holdsSecret(HttpUrl url) {
    boolean user = !url.username().isEmpty() || !url.password().isEmpty();
    return user || url.queryParameterNames().stream().anyMatch(name -> SECRET.matcher(name).find());
  }

  private static HttpUrl sample(String text) {
    return HttpUrl.parse(PLACE.matcher(text).replaceAll("x"));
  }

  /** An address of this form, of a device that nobody has. */
  HttpUrl sample() {
    return sample(text);
  }

  /** The host of such an address, where it is one. */
  static Optional<String> host(String text) {
    return Optional.ofNullable(sample(text)).map(HttpUrl::host);
  }

  private static Optional<String> unknownPlace(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(place -> place.group(1))
        .filter(name -> !PLACES.contains(name))
        .findFirst()
        .map(name -> "{" + name + "} is none of {hostname}, {serial}, {container}");
  }

  /** The address for the device; none where something that belongs into it is not known. */
  Optional<HttpUrl> render(CatalogQuery device) {
    Matcher places = PLACE.matcher(text);
    if (places.results().anyMatch(place -> value(place, device).isEmpty())) {
      return Optional.empty();
    }
    String url =
        places
            .reset()
            .replaceAll(place -> Matcher.quoteReplacement(value(place, device).orElseThrow()));
    return Optional.ofNullable(HttpUrl.parse(url));
  }

  private static Optional<String> value(MatchResult place, CatalogQuery device) {
    return known(place.group(1), device)
        .filter(value -> !value.isBlank() && !value.matches("\\.+"))
        .map(UrlTemplate::encoded);
  }

  private static Optional<String> known(String name, CatalogQuery device) {
    if (name.equals("hostname")) return Optional.of(device.hostname());
    return name.equals("serial") ? device.serialNumber() : device.container();
  }

  /** A value stays one segment of the path, whatever it holds. */
  private static String encoded(String value) {
    HttpUrl url = new HttpUrl.Builder().scheme("http").host("x").addPathSegment(value).build();
    return url.encodedPath().substring(1).replace("&", "%26");
  }
}
