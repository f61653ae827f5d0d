package io.cvpfunctions.runtime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the query and path of a URL apart. Escapes are UTF-8 whatever the platform's charset. */
final class UrlText {
  private UrlText() {}

  /** Of names given twice the last counts, as ever; a name without {@code =} has a null value. */
  static Map<String, String> query(String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    if (raw == null) return values;
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? null : formDecoded(pair.substring(equals + 1));
      if (!pair.isEmpty()) values.put(formDecoded(name), value);
    }
    return values;
  }

  /** {@code /device/leaf1/port} as {@code device=leaf1, port=}, which is the model's idea. */
  static Map<String, String> pathPairs(String raw) {
    Map<String, String> pairs = new LinkedHashMap<>();
    String name = "";
    for (String segment : raw.substring(raw.startsWith("/") ? 1 : 0).split("/", -1)) {
      if (name.isEmpty()) {
        name = decoded(segment);
      } else {
        pairs.put(name, decoded(segment));
        name = "";
      }
    }
    if (!name.isEmpty()) pairs.put(name, "");
    return pairs;
  }

  private static String formDecoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String segment) {
    return formDecoded(segment.replace("+", "%2B"));
  }
}
