package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which switch shows which certificate: lines of serial number and SHA-256. Immutable. */
final class Pins {
  private static final String SECRET = "eapi-pins";

  private final Map<String, String> bySerial;

  private Pins(Map<String, String> bySerial) {
    this.bySerial = Collections.unmodifiableMap(bySerial);
  }

  static Pins from(Settings settings) {
    Map<String, String> pins = new LinkedHashMap<>();
    String text = settings.optionalSecret(SECRET).map(Secret::reveal).orElse("");
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] words = line.trim().split("\\s+", -1);
      String pin = words.length == 2 ? normal(words[1]) : "";
      if (pin.matches("[0-9a-f]{64}")) pins.put(words[0], pin);
      else settings.problem("the secret " + SECRET + ", line " + number + ": not serial sha256");
    }
    return new Pins(pins);
  }

  /** As {@code openssl x509 -fingerprint -sha256} and others write it. */
  private static String normal(String pin) {
    return pin.toLowerCase(Locale.ROOT)
        .replaceFirst("^(sha256[:=]|sha256 fingerprint=)", "")
        .replace(":", "");
  }

  boolean isEmpty() {
    return bySerial.isEmpty();
  }

  /** The certificates that the switch may show; any known one where its serial is not known. */
  Set<String> of(Optional<String> serial) {
    if (serial.isEmpty()) return new TreeSet<>(bySerial.values());
    return Optional.ofNullable(bySerial.get(serial.get())).map(Set::of).orElse(Set.of());
  }

  /** Whose certificate that is. */
  Set<String> serials(String pin) {
    return bySerial.entrySet().stream()
        .filter(entry -> entry.getValue().equals(pin))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
