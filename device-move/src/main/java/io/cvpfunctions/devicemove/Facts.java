package io.cvpfunctions.devicemove;

import io.cvpfunctions.events.Device;
import java.util.EnumMap;
import java.util.Map;

/** What CloudVision tells of a device itself, and which one tells it, by the fields of a record. */
final class Facts {
  private Facts() {}

  /** What is left out is not known, which is no reason for a record to forget it. */
  static Map<Field, String> of(Observation seen) {
    Device device = seen.device();
    Map<Field, String> facts = new EnumMap<>(Field.class);
    seen.cloudVision().ifPresent(value -> facts.put(Field.SOURCE, value));
    device.hostname().ifPresent(value -> facts.put(Field.NAME, value));
    device.fqdn().ifPresent(value -> facts.put(Field.FQDN, value));
    device.ipAddress().ifPresent(value -> facts.put(Field.ADDRESS, value));
    device.systemMacAddress().ifPresent(value -> facts.put(Field.MAC_ADDRESS, value));
    device.modelName().ifPresent(value -> facts.put(Field.MODEL, value));
    device.softwareVersion().ifPresent(value -> facts.put(Field.SOFTWARE_VERSION, value));
    device.streamingStatus().ifPresent(value -> facts.put(Field.STREAMING, value));
    return facts;
  }
}
