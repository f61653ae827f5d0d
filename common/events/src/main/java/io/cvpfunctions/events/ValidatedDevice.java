package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/** The device a report is about, as it named itself where it was reached. */
public final class ValidatedDevice {
  private final String name;
  private final String host;
  private final String serialNumber;
  private final String modelName;
  private final String softwareVersion;

  private ValidatedDevice(
      String name, String host, String serialNumber, String modelName, String softwareVersion) {
    this.name = Objects.requireNonNull(name, "name");
    this.host = host;
    this.serialNumber = serialNumber;
    this.modelName = modelName;
    this.softwareVersion = softwareVersion;
  }

  /** A device by the name people use and the host that was connected to; the rest may be null. */
  public static ValidatedDevice of(
      String name, String host, String serialNumber, String modelName, String softwareVersion) {
    return new ValidatedDevice(name, host, serialNumber, modelName, softwareVersion);
  }

  static ValidatedDevice from(DataReader data) {
    return of(
        data.requiredText("name"),
        data.text("host").orElse(null),
        data.text("serialNumber").orElse(null),
        data.text("modelName").orElse(null),
        data.text("softwareVersion").orElse(null));
  }

  public String name() {
    return name;
  }

  public Optional<String> host() {
    return Optional.ofNullable(host);
  }

  public Optional<String> serialNumber() {
    return Optional.ofNullable(serialNumber);
  }

  public Optional<String> modelName() {
    return Optional.ofNullable(modelName);
  }

  public Optional<String> softwareVersion() {
    return Optional.ofNullable(softwareVersion);
  }

  ObjectNode toJson() {
    ObjectNode node = Json.object().put("name", name);
    Json.put(node, "host", host());
    Json.put(node, "serialNumber", serialNumber());
    Json.put(node, "modelName", modelName());
    Json.put(node, "softwareVersion", softwareVersion());
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValidatedDevice && ((ValidatedDevice) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, host, serialNumber);
  }

  @Override
  public String toString() {
    return name;
  }
}
