package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is different about a device that stayed where it is. */
public final class Differences {
  private Differences() {}

  /**
   * What CloudVision leaves blank says nothing (facts: CloudVision B2), so the last known value
   * stays.
   */
  static Placement completed(Placement known, Placement seen) {
    return new Placement(completed(known.device(), seen.device()), container(known, seen));
  }

  /** What is said of a device now, and of what is left out that which was known. */
  public static Device completed(Device was, Device is) {
    return Device.builder()
        .serialNumber(newer(is.serialNumber(), was.serialNumber()))
        .hostname(newer(is.hostname(), was.hostname()))
        .fqdn(newer(is.fqdn(), was.fqdn()))
        .ipAddress(newer(is.ipAddress(), was.ipAddress()))
        .systemMacAddress(newer(is.systemMacAddress(), was.systemMacAddress()))
        .modelName(newer(is.modelName(), was.modelName()))
        .softwareVersion(newer(is.softwareVersion(), was.softwareVersion()))
        .streamingStatus(newer(is.streamingStatus(), was.streamingStatus()))
        .build();
  }

  /** A source that knows no keys, or no tree, takes nothing away of what was known. */
  private static Container container(Placement known, Placement seen) {
    if (!known.samePlace(seen)) return seen.container();
    Container was = known.container();
    Container is = seen.container();
    return Container.of(is.name(), is.key().or(was::key).orElse(null))
        .withPath(is.path().or(was::path).orElse(null))
        .withLabel(is.label().or(was::label).orElse(null));
  }

  private static String newer(Optional<String> is, Optional<String> was) {
    return is.or(() -> was).orElse(null);
  }

  /**
   * The fields worth an event, those of the device itself only where asked for; a container that
   * has the same key and another name is one.
   */
  static List<Field> between(Placement known, Placement seen, boolean devices) {
    Device was = known.device();
    Device is = seen.device();
    List<Field> fields = new ArrayList<>();
    if (known.samePlace(seen)) container(fields, known.container(), seen.container());
    if (!devices) return fields;
    add(fields, "hostname", was.hostname(), is.hostname());
    add(fields, "fqdn", was.fqdn(), is.fqdn());
    add(fields, "ipAddress", was.ipAddress(), is.ipAddress());
    add(fields, "softwareVersion", was.softwareVersion(), is.softwareVersion());
    add(fields, "modelName", was.modelName(), is.modelName());
    return fields;
  }

  /** A path that becomes known is no news; one that is another is. */
  private static void container(List<Field> fields, Container was, Container is) {
    add(fields, "container", Optional.of(was.name()), Optional.of(is.name()));
    if (was.path().isPresent()) add(fields, "path", was.path(), is.path());
  }

  private static void add(
      List<Field> fields, String name, Optional<String> was, Optional<String> is) {
    if (!was.equals(is)) fields.add(Field.of(name, was.orElse(null), is.orElse(null)));
  }
}
