package io.cvpfunctions.lab.http;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived. Header names are in lower case; of a query parameter given twice the
 * first value is kept; {@code connection} numbers the TCP connections of an endpoint from 1.
 */
public record RecordedRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    String body,
    int connection,
    Instant at) {
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
