package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;

/** A device, and the container it is in. */
public record Placement(Device device, Container container) {
  /**
   * The label that CloudVision itself gives devices in containers (facts: CloudVision C6); such
   * tags stand in for containers where there are none.
   */
  public static final String STAND_IN_LABEL = "Container";

  /** What tells the device apart. */
  public String identity() {
    return device.identity();
  }

  /**
   * Whether the container is the same one. Its key tells, which a rename leaves as it is; its name,
   * where one of the two was seen by a source that knows no keys.
   */
  boolean samePlace(Placement other) {
    boolean keys = container.key().isPresent() && other.container.key().isPresent();
    return keys
        ? container.key().equals(other.container.key())
        : container.name().equals(other.container.name());
  }

  @Override
  public String toString() {
    return device + " in " + container;
  }
}
