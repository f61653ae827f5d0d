package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Condition;
import io.cvpfunctions.watcher.placements.Differences;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all sources together know of devices, so that one that sees a serial number alone can say
 * which switch that is, and where. Thread-safe.
 */
final class Whereabouts {
  private final Map<String, Device> placed = new ConcurrentHashMap<>();
  private final Map<String, Container> containers = new ConcurrentHashMap<>();
  private final Map<String, Device> streamed = new ConcurrentHashMap<>();
  private volatile Map<String, Condition> listed = Map.of();
  private final Map<String, Condition> conditions = new ConcurrentHashMap<>();

  /** A source that lists every device has done so. */
  void listed(Snapshot snapshot) {
    listed = snapshot.conditions();
    snapshot.placements().forEach(this::placed);
  }

  /** A device is there. */
  void placed(Placement placement) {
    placed.put(placement.identity(), placement.device());
    containers.put(placement.identity(), placement.container());
  }

  /** What was told of where a device is: it may be nowhere, or be no more. */
  void told(Fact fact) {
    String device = fact.placement().identity();
    boolean removed = fact instanceof Fact.Removed;
    if (removed) placed.remove(device);
    if (removed || fact instanceof Fact.Unprovisioned) containers.remove(device);
  }

  /** A stream says this of a device. */
  void streamed(String serial, Device device, Condition condition) {
    streamed.put(serial, device);
    conditions.put(serial, condition);
  }

  /** A stream says that a device is no more. */
  void notStreamed(String serial) {
    streamed.remove(serial);
    conditions.remove(serial);
  }

  /**
   * All that is known of a device, be it that a stream leaves out the address; its serial number at
   * least.
   */
  Device device(String serial) {
    Device none = Device.builder().serialNumber(serial).build();
    Device last = placed.getOrDefault(serial, none);
    return Differences.completed(last, streamed.getOrDefault(serial, none));
  }

  /** Whether a source has it that such a device exists. */
  boolean knows(String serial) {
    return streamed.containsKey(serial) || listed.containsKey(serial);
  }

  /** The container a device is in. */
  Optional<Container> container(String serial) {
    return Optional.ofNullable(containers.get(serial));
  }

  /** What tells whether a device has settled. */
  Condition condition(String serial) {
    Condition fromList = listed.get(serial);
    return fromList == null ? conditions.getOrDefault(serial, Condition.UNKNOWN) : fromList;
  }
}
