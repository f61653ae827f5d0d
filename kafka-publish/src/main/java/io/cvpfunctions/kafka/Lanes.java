package io.cvpfunctions.kafka;

import java.util.HashSet;
import java.util.Set;

/** Keys and devices, no two events of which may overtake each other. */
final class Lanes {
  private final Set<String> keys = new HashSet<>();
  private final Set<String> devices = new HashSet<>();

  /** Whether the event is of one of them. */
  boolean hold(BatchItem item) {
    return keys.contains(item.key()) || devices.contains(item.device());
  }

  /** What an event has none of stands for nothing. */
  void add(BatchItem item) {
    if (item.key() != null) keys.add(item.key());
    if (item.device() != null) devices.add(item.device());
  }
}
