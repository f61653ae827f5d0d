package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;

/** A device, and the container it is in. */
public record Placement(Device device, Container container) {
  /** What tells the device apart. */
  public String identity() {
    return device.identity();
  }

  /** What tells the container apart: its key, which a rename leaves as it is, else its name. */
  String place() {
    return container.key().orElse(container.name());
  }

  @Override
  public String toString() {
    return device + " in " + container;
  }
}
