package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fleet as CloudVision would list it, second by second. */
public final class Fleet {
  private final Map<String, Placement> placements = new LinkedHashMap<>();
  private final Set<String> unprovisioned = new HashSet<>();
  private Duration ahead = Duration.ZERO;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** Puts a device there; the container's key follows from its name. */
  public Fleet put(String serial, String container) {
    return put(device(serial), container);
  }

  Fleet put(Device device, String container) {
    placements.put(device.identity(), new Placement(device, container(container)));
    unprovisioned.remove(device.identity());
    return this;
  }

  Fleet put(Device device, Container container) {
    placements.put(device.identity(), new Placement(device, container));
    return this;
  }

  /** Takes a device away. */
  public Fleet remove(String serial) {
    placements.remove(serial);
    unprovisioned.remove(serial);
    return this;
  }

  public Fleet unprovision(String serial) {
    placements.remove(serial);
    unprovisioned.add(serial);
    return this;
  }

  Fleet pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Somebody sets the machine's clock ahead, or back. */
  Fleet setClock(Duration by) {
    ahead = ahead.plus(by);
    return this;
  }

  /** The time by a clock that nobody sets. */
  Instant steady() {
    return now;
  }

  /** How it looks now. */
  public Snapshot snapshot() {
    return snapshotWithout(List.of());
  }

  /** How it looks to somebody who cannot tell the containers of these. */
  public Snapshot snapshotWithout(List<String> serials) {
    List<Placement> list = new ArrayList<>(placements.values());
    list.removeIf(each -> serials.contains(each.identity()));
    return Snapshot.of(now.plus(ahead), list)
        .unprovisioned(Set.copyOf(unprovisioned))
        .present(Set.copyOf(serials))
        .containers(3)
        .build();
  }

  static Device device(String serial) {
    return Device.builder().serialNumber(serial).hostname("name-" + serial).build();
  }

  static Container container(String name) {
    return Container.of(name, "key-of-" + name);
  }
}
