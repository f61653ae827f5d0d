package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Device;
import java.util.Optional;

/** One device as either REST generation lists it (facts: CloudVision B2). */
final class DeviceRecord {
  private final JsonNode node;

  DeviceRecord(JsonNode node) {
    this.node = node;
  }

  /** Empty where the record has neither serial number nor MAC address. */
  Optional<Device> device() {
    if (text("serialNumber").isBlank() && mac().isBlank()) return Optional.empty();
    return Optional.of(
        Device.builder()
            .serialNumber(text("serialNumber"))
            .hostname(hostname())
            .fqdn(text("fqdn"))
            .ipAddress(text("ipAddress"))
            .systemMacAddress(mac())
            .modelName(text("modelName"))
            .softwareVersion(text("version"))
            .streamingStatus(text("streamingStatus"))
            .build());
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
    return text("systemMacAddress");
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
