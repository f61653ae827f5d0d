package io.cvpfunctions.lab.openfaas;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as the gateway's router treats them: decoded, cleaned, encoded again. */
final class GoPath {
  private GoPath() {}

  static String decode(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String encode(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path " + path, e);
    }
  }

  /** Without {@code //}, {@code .} and {@code ..}; a slash at the end stays. */
  static String clean(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", 0)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String clean = "/" + String.join("/", parts);
    return path.endsWith("/") && clean.length() > 1 ? clean + "/" : clean;
  }
}
