package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which switch shows which certificate: lines of serial number and SHA-256, or of MAC address for a
 * switch without one. Immutable.
 */
final class Pins {
  private static final String SECRET = "eapi-pins";

  private final List<Map.Entry<DeviceId, String>> bySwitch;

  private Pins(List<Map.Entry<DeviceId, String>> bySwitch) {
    this.bySwitch = List.copyOf(bySwitch);
  }

  static Pins from(Settings settings) {
    List<Map.Entry<DeviceId, String>> pins = new ArrayList<>();
    String text = settings.optionalSecret(SECRET).map(Secret::reveal).orElse("");
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] words = line.trim().split("\\s+", -1);
      String pin = words.length == 2 ? normal(words[1]) : "";
      if (pin.matches("[0-9a-f]{64}")) pins.add(Map.entry(DeviceId.of(words[0], null), pin));
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
    return bySwitch.isEmpty();
  }

  /** The certificates that the switch may show; any known one where it is not known which it is. */
  Set<String> of(DeviceId id) {
    return bySwitch.stream()
        .filter(entry -> !id.isKnown() || entry.getKey().isSame(id))
        .map(Map.Entry::getValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whose certificate that is. */
  List<DeviceId> switches(String pin) {
    return bySwitch.stream()
        .filter(entry -> entry.getValue().equals(pin))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }
}
