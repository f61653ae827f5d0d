package io.cvpfunctions.lab.cloudvision;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes container keys, whose shape changed over the releases; always opaque. */
final class ContainerKeys {
  private final boolean numbered;
  private int count;

  ContainerKeys(Generation generation) {
    this.numbered = !generation.hasInventoryDevices();
  }

  synchronized String next() {
    count++;
    if (numbered) {
      return "container_%d_%d".formatted(30 + count, 1_536_000_000_000L + count);
    }
    byte[] seed = ("container " + count).getBytes(StandardCharsets.UTF_8);
    return "container_" + UUID.nameUUIDFromBytes(seed);
  }
}
