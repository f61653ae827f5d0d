package io.cvpfunctions.lab.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived. Header names are in lower case; of a query parameter given twice the
 * first value is kept in the map; {@code connection} numbers the TCP connections of an endpoint
 * from 1.
 */
public record RecordedRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    String body,
    int connection,
    Instant at,
    String queryString) {
  /** The values of a query parameter that may be given several times, in their order. */
  public List<String> all(String parameter) {
    List<String> values = new ArrayList<>();
    for (String pair : queryString.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (decoded(parts[0]).equals(parameter)) {
        values.add(parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The value of one cookie. */
  public Optional<String> cookie(String name) {
    return headers.getOrDefault("cookie", List.of()).stream()
        .flatMap(line -> List.of(line.split(";")).stream())
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
