package io.cvpfunctions.validation;

import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.validation.catalog.CatalogQuery;
import io.cvpfunctions.validation.eapi.DeviceId;
import io.cvpfunctions.validation.eapi.SwitchAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The device to validate: its name, where it is reached, and what it is labelled with. Immutable.
 */
public final class Target {
  private static final int HIGHEST_PORT = 65535;
  private static final Pattern HOST =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private final String name;
  private final String host;
  private final int port;
  private final String serialNumber;
  private final String macAddress;
  private final List<String> labels;
  private final String container;

  private Target(
      String name,
      String host,
      int port,
      String serialNumber,
      String macAddress,
      List<String> labels,
      String container) {
    this.name = name;
    this.host = host;
    this.port = port;
    this.serialNumber = serialNumber;
    this.macAddress = macAddress;
    this.labels = List.copyOf(labels);
    this.container = container;
  }

  /** The device of a move; no host where CloudVision told none. */
  static Target of(DeviceMove move, Optional<String> host) {
    Device device = move.device();
    String serial = device.serialNumber().orElse(null);
    String mac = device.systemMacAddress().orElse(null);
    String container = move.to().name();
    String name = device.displayName();
    return new Target(name, host.orElse(null), 0, serial, mac, List.of(container), container);
  }

  /** A device that somebody has listed. */
  public static Target listed(String name, String host, int port, Collection<String> tags) {
    return new Target(name, host, port, null, null, List.copyOf(tags), null);
  }

  /** Reads the {@code device} of a request, which needs a {@code host}. */
  static Target from(DataReader data) {
    String host = data.requiredText("host");
    if (!isHost(host) && !host.equals("?")) {
      data.problem("host", "expected a host name or an address, but it is " + host);
    }
    long port = data.number("port", 0);
    if (port < 0 || port > HIGHEST_PORT) data.problem("port", "expected 1 to " + HIGHEST_PORT);
    return new Target(
        data.text("name").orElse(host),
        host,
        (int) port,
        data.text("serialNumber").orElse(null),
        null,
        data.texts("tags"),
        null);
  }

  /** Whether that can be the name or address of a host. */
  static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  /** What identifies it, as far as that is known; its name where it is not. */
  String subject() {
    return Optional.ofNullable(serialNumber).orElse(name);
  }

  String name() {
    return name;
  }

  Optional<String> host() {
    return Optional.ofNullable(host);
  }

  /** What its catalog is chosen by. */
  CatalogQuery query() {
    Optional<String> serial = Optional.ofNullable(serialNumber);
    return CatalogQuery.of(name, serial, labels, Optional.ofNullable(container));
  }

  /** What {@code filters.tags} of a catalog is held against, spelled as ANTA's inventories do. */
  Set<String> tags() {
    Set<String> tags = new LinkedHashSet<>(labels);
    labels.forEach(label -> tags.add(label.toLowerCase(Locale.ROOT)));
    tags.add(name);
    return tags;
  }

  SwitchAddress address() {
    return SwitchAddress.of(name, host, port, DeviceId.of(serialNumber, macAddress), labels);
  }

  /** The device before anything has been heard of it. */
  ValidatedDevice unheard() {
    return ValidatedDevice.of(name, host, serialNumber, null, null);
  }

  @Override
  public String toString() {
    return name;
  }
}
