package io.cvpfunctions.validation.cli;

import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.inventory.InventoryDevice;
import java.util.List;

/** A device and the definitions that are for it. Immutable. */
final class Assignment {
  private final InventoryDevice device;
  private final List<TestDefinition> definitions;

  Assignment(InventoryDevice device, List<TestDefinition> definitions) {
    this.device = device;
    this.definitions = definitions;
  }

  InventoryDevice device() {
    return device;
  }

  List<TestDefinition> definitions() {
    return definitions;
  }

  boolean isEmpty() {
    return definitions.isEmpty();
  }
}
