package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is different about a device that stayed where it is. */
final class Differences {
  private Differences() {}

  /**
   * What CloudVision leaves blank says nothing (facts: CloudVision B2), so the last known value
   * stays.
   */
  static Placement completed(Placement known, Placement seen) {
    Device was = known.device();
    Device is = seen.device();
    Device device =
        Device.builder()
            .serialNumber(newer(is.serialNumber(), was.serialNumber()))
            .hostname(newer(is.hostname(), was.hostname()))
            .fqdn(newer(is.fqdn(), was.fqdn()))
            .ipAddress(newer(is.ipAddress(), was.ipAddress()))
            .systemMacAddress(newer(is.systemMacAddress(), was.systemMacAddress()))
            .modelName(newer(is.modelName(), was.modelName()))
            .softwareVersion(newer(is.softwareVersion(), was.softwareVersion()))
            .streamingStatus(newer(is.streamingStatus(), was.streamingStatus()))
            .build();
    return new Placement(device, seen.container());
  }

  private static String newer(Optional<String> is, Optional<String> was) {
    return is.or(() -> was).orElse(null);
  }

  /** The fields worth an event; a container that has the same key and another name is one. */
  static List<Field> between(Placement known, Placement seen) {
    Device was = known.device();
    Device is = seen.device();
    List<Field> fields = new ArrayList<>();
    add(fields, "hostname", was.hostname(), is.hostname());
    add(fields, "fqdn", was.fqdn(), is.fqdn());
    add(fields, "ipAddress", was.ipAddress(), is.ipAddress());
    add(fields, "softwareVersion", was.softwareVersion(), is.softwareVersion());
    add(fields, "modelName", was.modelName(), is.modelName());
    if (known.place().equals(seen.place())) {
      Optional<String> name = Optional.of(known.container().name());
      add(fields, "container", name, Optional.of(seen.container().name()));
    }
    return fields;
  }

  private static void add(
      List<Field> fields, String name, Optional<String> was, Optional<String> is) {
    if (!was.equals(is)) fields.add(Field.of(name, was.orElse(null), is.orElse(null)));
  }
}
