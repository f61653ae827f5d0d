package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * A device left its container for none: the data of {@code cvp.device.unprovisioned} and {@code
 * cvp.device.removed}.
 */
public final class DeviceLeft {
  private final Device device;
  private final Container from;
  private final String observedBy;

  private DeviceLeft(Device device, Container from, String observedBy) {
    this.device = Objects.requireNonNull(device, "device");
    this.from = Objects.requireNonNull(from, "from");
    this.observedBy = observedBy;
  }

  /** The device as it was last known, where it was, and the source that saw it go. */
  public static DeviceLeft of(Device device, Container from, String observedBy) {
    return new DeviceLeft(device, from, observedBy);
  }

  /** Reads the data of either event. */
  public static DeviceLeft from(DataReader data) {
    return of(
        data.requiredObject("device", Device::from),
        data.requiredObject("from", Container::from),
        data.text("observedBy").orElse(null));
  }

  public Device device() {
    return device;
  }

  public Container from() {
    return from;
  }

  public Optional<String> observedBy() {
    return Optional.ofNullable(observedBy);
  }

  /** The data as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.set("device", device.toJson());
    node.set("from", from.toJson());
    Json.put(node, "observedBy", observedBy());
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceLeft && ((DeviceLeft) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return device + " left " + from;
  }
}
