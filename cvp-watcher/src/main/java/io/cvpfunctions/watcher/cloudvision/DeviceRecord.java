package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Condition;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One device as either REST generation lists it (facts: CloudVision B2). */
final class DeviceRecord {
  private final JsonNode node;

  DeviceRecord(JsonNode node) {
    this.node = node;
  }

  /** The serial number, or the MAC address where that is blank; blank where there is neither. */
  String identity() {
    String serial = text("serialNumber");
    return serial.isBlank() ? mac() : serial;
  }

  /** The device; {@code before} itself, where it is the same as at the last look. */
  Device device(Device before) {
    return before != null && same(before) ? before : device();
  }

  private Device device() {
    return Device.builder()
        .serialNumber(text("serialNumber"))
        .hostname(hostname())
        .fqdn(text("fqdn"))
        .ipAddress(text("ipAddress"))
        .systemMacAddress(mac())
        .modelName(text("modelName"))
        .softwareVersion(text("version"))
        .streamingStatus(text("streamingStatus"))
        .build();
  }

  private boolean same(Device before) {
    return is(before.serialNumber(), text("serialNumber"))
        && is(before.hostname(), hostname())
        && is(before.fqdn(), text("fqdn"))
        && is(before.ipAddress(), text("ipAddress"))
        && is(before.systemMacAddress(), mac())
        && is(before.modelName(), text("modelName"))
        && is(before.softwareVersion(), text("version"))
        && is(before.streamingStatus(), text("streamingStatus"));
  }

  private static boolean is(Optional<String> before, String now) {
    return before.isPresent() ? before.get().equals(now) : now.isEmpty();
  }

  /** What tells whether the device has settled. */
  Condition condition() {
    return new Condition(text("complianceCode"), bootTime());
  }

  /** Seconds with a fraction, under either spelling. */
  private Optional<Instant> bootTime() {
    JsonNode value = node.path("bootupTimestamp");
    if (value.isMissingNode()) value = node.path("bootupTimeStamp");
    double seconds = value.asDouble(0);
    if (seconds <= 0) return Optional.empty();
    return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
  }

  /** The container's key; blank for a device in none. */
  String container() {
    String key = text("parentContainerKey");
    return key.isBlank() ? text("parentContainerId") : key;
  }

  /** What the first generation's list of container names is keyed by. */
  String key() {
    String key = text("key");
    return key.isBlank() ? text("systemMacAddress") : key;
  }

  private String mac() {
    return text("systemMacAddress").toLowerCase(Locale.ROOT);
  }

  /** Old releases know the fqdn only. */
  private String hostname() {
    String hostname = text("hostname");
    if (!hostname.isBlank()) return hostname;
    String fqdn = text("fqdn");
    int dot = fqdn.indexOf('.');
    return dot < 0 ? fqdn : fqdn.substring(0, dot);
  }

  private String text(String name) {
    return node.path(name).asText("").trim();
  }
}
