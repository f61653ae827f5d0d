package io.cvpfunctions.watcher.cloudvision;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Condition;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A snapshot in the making. What is as it was at the last look is the same object again, so that a
 * look at an unchanged fleet makes little garbage. Not thread-safe.
 */
final class InventoryLook {
  private final Map<String, String> containers;
  private final Map<String, String> paths;
  private final Map<String, Placement> last;
  private final Map<String, Placement> placements;
  private final Map<String, Condition> conditions;
  private final Set<String> unprovisioned = new HashSet<>();
  private final Set<String> present = new HashSet<>();

  /** {@code last} is what the last look saw, by device. */
  InventoryLook(
      Map<String, String> containers,
      Map<String, String> paths,
      Map<String, Placement> last,
      int devices) {
    this.containers = containers;
    this.paths = paths;
    this.last = last;
    this.placements = new HashMap<>(devices * 2);
    this.conditions = new HashMap<>(devices * 2);
  }

  void add(DeviceRecord record, String key) {
    String identity = record.identity();
    if (identity.isBlank() || placements.containsKey(identity)) return;
    String name = containers.getOrDefault(key, "");
    if (key.isBlank()) {
      unprovisioned.add(identity);
    } else if (name.isBlank()) {
      present.add(identity);
    } else {
      placements.put(identity, placement(record, identity, name, key));
      conditions.put(identity, record.condition());
    }
  }

  private Placement placement(DeviceRecord record, String identity, String name, String key) {
    Placement before = last.get(identity);
    Device device = record.device(before == null ? null : before.device());
    String path = paths.get(key);
    if (before != null
        && before.device().equals(device)
        && same(before.container(), name, key, path)) return before;
    return new Placement(device, Container.of(name, key).withPath(path));
  }

  private boolean same(Container before, String name, String key, String path) {
    return before.name().equals(name)
        && before.key().get().equals(key)
        && Objects.equals(before.path().orElse(null), path);
  }

  boolean covers(Set<String> expected) {
    return expected.stream().allMatch(id -> placements.containsKey(id) || present.contains(id));
  }

  /** By device. */
  Map<String, Placement> placements() {
    return placements;
  }

  /** {@code noContainers} where there is nothing to be in but Undefined. */
  Snapshot snapshot(Instant at, boolean noContainers) {
    List<Placement> list = new ArrayList<>(placements.values());
    boolean onlyUndefined =
        noContainers && list.stream().allMatch(each -> each.container().isUndefined());
    return Snapshot.of(at, list)
        .unprovisioned(unprovisioned)
        .present(present)
        .containers(containers.size())
        .onlyUndefined(onlyUndefined)
        .conditions(conditions)
        .build();
  }
}
