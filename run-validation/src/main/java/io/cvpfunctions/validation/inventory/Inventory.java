package io.cvpfunctions.validation.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The devices that a person has listed for a run. Immutable. */
public final class Inventory {
  private final List<InventoryDevice> devices;

  Inventory(List<InventoryDevice> devices) {
    this.devices = List.copyOf(devices);
  }

  public List<InventoryDevice> devices() {
    return devices;
  }

  /** Every tag that a device has. */
  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    devices.forEach(device -> tags.addAll(device.tags()));
    return tags;
  }

  public Set<String> names() {
    return devices.stream()
        .map(InventoryDevice::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The devices of these names; without any, those with one of these tags; else all. */
  public List<InventoryDevice> select(Set<String> tags, Set<String> names) {
    return devices.stream()
        .filter(device -> isMeant(device, tags, names))
        .collect(Collectors.toList());
  }

  private static boolean isMeant(InventoryDevice device, Set<String> tags, Set<String> names) {
    if (!names.isEmpty()) return names.contains(device.name());
    return tags.isEmpty() || !Collections.disjoint(tags, device.tags());
  }

  @Override
  public String toString() {
    return devices.size() + " devices";
  }
}
