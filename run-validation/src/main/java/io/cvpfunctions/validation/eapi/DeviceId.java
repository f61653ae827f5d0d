package io.cvpfunctions.validation.eapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What tells a switch from others: its serial number, or the MAC address of one that has none, as
 * virtual ones. Immutable.
 */
public final class DeviceId {
  private static final Pattern MAC =
      Pattern.compile(
          "[0-9a-fA-F]{2}([:-]?[0-9a-fA-F]{2}){5}|([0-9a-fA-F]{4}\\.){2}[0-9a-fA-F]{4}");

  private final Optional<String> serialNumber;
  private final Optional<String> macAddress;

  private DeviceId(Optional<String> serialNumber, Optional<String> macAddress) {
    this.serialNumber = serialNumber;
    this.macAddress = macAddress;
  }

  /** Either may be blank, or null; what stands for a serial number may be a MAC address. */
  public static DeviceId of(String serialNumber, String macAddress) {
    Optional<String> serial = text(serialNumber);
    Optional<String> mac = text(macAddress);
    Predicate<String> isMac = text -> MAC.matcher(text).matches();
    return new DeviceId(
        serial.filter(isMac.negate()), mac.or(() -> serial).filter(isMac).map(DeviceId::plain));
  }

  /** What a switch says of itself in {@code show version}. */
  public static DeviceId told(JsonNode facts) {
    return of(facts.path("serialNumber").asText(""), facts.path("systemMacAddress").asText(""));
  }

  private static Optional<String> text(String given) {
    return Optional.ofNullable(given).map(String::trim).filter(text -> !text.isEmpty());
  }

  private static String plain(String mac) {
    String digits = mac.toLowerCase(Locale.ROOT).replaceAll("[.:-]", "");
    return digits.replaceAll("(..)(?!$)", "$1:");
  }

  /** Whether anything is known that tells it from others. */
  public boolean isKnown() {
    return serialNumber.isPresent() || macAddress.isPresent();
  }

  /** Whether both are one switch: by serial number, where both have one. */
  public boolean isSame(DeviceId other) {
    if (serialNumber.isPresent() && other.serialNumber.isPresent()) {
      return serialNumber.get().equalsIgnoreCase(other.serialNumber.get());
    }
    return macAddress.isPresent() && macAddress.equals(other.macAddress);
  }

  @Override
  public String toString() {
    String mac = macAddress.map(text -> "MAC address " + text).orElse("");
    return serialNumber
        .map(text -> "serial number " + text)
        .orElse(mac.isEmpty() ? "no serial number" : mac);
  }
}
