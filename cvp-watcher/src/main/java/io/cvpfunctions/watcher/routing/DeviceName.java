package io.cvpfunctions.watcher.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Glob;
import java.util.List;
import java.util.Locale;

/** Means devices by whatever people call them, or by a glob of that; upper case is lower case. */
public final class DeviceName {
  private static final List<String> FIELDS =
      List.of("serialNumber", "systemMacAddress", "hostname", "fqdn", "ipAddress");

  private final Glob glob;

  private DeviceName(Glob glob) {
    this.glob = glob;
  }

  /** A serial number, MAC address, hostname, FQDN or IP address; any of them may be a glob. */
  public static DeviceName of(String text) {
    return new DeviceName(Glob.of(text.toLowerCase(Locale.ROOT)));
  }

  /** Whether the device is meant. */
  public boolean means(Device device) {
    return matches(of(device));
  }

  /** Whether one of these names is meant. */
  public boolean matches(List<String> names) {
    return names.stream().map(each -> each.toLowerCase(Locale.ROOT)).anyMatch(glob::matches);
  }

  /** All that people call a device. */
  public static List<String> of(Device device) {
    return of(device.toJson());
  }

  /** The same of a device as events have it. */
  static List<String> of(JsonNode device) {
    return FIELDS.stream()
        .map(field -> device.path(field).asText(""))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
