package io.cvpfunctions.devicemove;

import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which hostnames are names, and which only stand there until a device has one. Immutable. */
final class Hostnames {
  static final Hostnames ANY = new Hostnames(null);

  private final Pattern pattern;

  private Hostnames(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads {@code cmdb_hostname_pattern}, a regular expression that the whole name has to match. */
  static Hostnames from(Settings settings) {
    Optional<String> text = settings.optionalText("cmdb_hostname_pattern");
    try {
      return text.map(Hostnames::matching).orElse(ANY);
    } catch (PatternSyntaxException wrong) {
      settings.problem(
          "cmdb_hostname_pattern="
              + text.get()
              + " is no regular expression: "
              + wrong.getDescription());
      return ANY;
    }
  }

  static Hostnames matching(String regex) {
    return new Hostnames(Pattern.compile(regex));
  }

  /** Whether the device has yet to be given a name. */
  boolean isPlaceholder(Device device) {
    String name = device.hostname().orElse("");
    return isPlaceholder(name)
        || bare(name).equals(bare(device.serialNumber().orElse("")))
        || bare(name).equals(bare(device.systemMacAddress().orElse("-")));
  }

  /** Whether no device at all is called so. */
  boolean isPlaceholder(String name) {
    if (name.isBlank() || name.equalsIgnoreCase("localhost")) return true;
    return pattern != null && !pattern.matcher(name).matches();
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[.:-]", "");
  }
}
