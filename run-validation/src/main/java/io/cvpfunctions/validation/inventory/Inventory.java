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

  /** The devices with one of these tags, and of these names; an empty set asks for nothing. */
  public List<InventoryDevice> select(Set<String> tags, Set<String> names) {
    return devices.stream()
        .filter(device -> tags.isEmpty() || !Collections.disjoint(tags, device.tags()))
        .filter(device -> names.isEmpty() || names.contains(device.name()))
        .collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return devices.size() + " devices";
  }
}
