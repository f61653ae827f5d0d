package io.cvpfunctions.lab.cloudvision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Containers, devices and tasks: what all nodes of a cluster share. Thread-safe. */
final class Inventory {
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final Map<String, Placed> devices = new LinkedHashMap<>();
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final ContainerKeys keys;
  private final MembershipChange change;
  private InventoryObserver observer = (before, after) -> {};

  Inventory(ContainerKeys keys, MembershipChange change) {
    this.keys = keys;
    this.change = change;
    put(new Container(Container.ROOT, "Tenant", ""));
    put(new Container(Container.UNDEFINED, "Undefined", Container.ROOT));
  }

  private void put(Container container) {
    containers.put(container.key(), container);
  }

  synchronized void observe(InventoryObserver other) {
    observer = other;
  }

  /** Puts a device in place of what was known by its MAC address; null removes it. */
  private void set(String mac, Placed after) {
    Placed before = after == null ? devices.remove(mac) : devices.put(mac, after);
    observer.changed(before, after);
  }

  synchronized List<Container> containers() {
    return List.copyOf(containers.values());
  }

  synchronized List<Placed> devices() {
    return List.copyOf(devices.values());
  }

  synchronized List<Task> tasks() {
    return List.copyOf(tasks.values());
  }

  synchronized Optional<Task> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  synchronized Optional<Container> container(String key) {
    return Optional.ofNullable(containers.get(key));
  }

  synchronized Optional<Container> containerNamed(String name) {
    return containers.values().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  synchronized Optional<Placed> byMac(String mac) {
    return Optional.ofNullable(devices.get(mac));
  }

  synchronized Placed bySerial(String serial) {
    return devices.values().stream()
        .filter(each -> each.device().serial().equals(serial))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no device " + serial));
  }

  synchronized Container addContainer(String name, String parentName) {
    if (containerNamed(name).isPresent()) {
      throw new IllegalArgumentException("Data already exists: " + name);
    }
    Container added = new Container(keys.next(), name, known(parentName).key());
    put(added);
    return added;
  }

  synchronized void renameContainer(String name, String other) {
    Container renamed = known(name).renamed(other);
    put(renamed);
    devices().stream()
        .filter(each -> each.containerKey().equals(renamed.key()))
        .forEach(each -> observer.changed(each, each));
  }

  synchronized void removeContainer(String name) {
    String key = known(name).key();
    boolean used =
        devices.values().stream().anyMatch(each -> each.containerKey().equals(key))
            || containers.values().stream().anyMatch(each -> each.parentKey().equals(key));
    if (used) {
      throw new IllegalStateException("only empty containers can be deleted: " + name);
    }
    containers.remove(key);
  }

  synchronized void addDevice(Device device) {
    String key = device.container().isEmpty() ? "" : known(device.container()).key();
    set(device.mac(), new Placed(device, key, Condition.HEALTHY));
  }

  synchronized void removeDevice(String serial) {
    set(bySerial(serial).device().mac(), null);
  }

  synchronized void place(String serial, String containerKey) {
    change(serial, placed -> placed.in(containerKey));
  }

  synchronized void replace(Device device) {
    Placed before = bySerial(device.serial());
    if (!before.device().mac().equals(device.mac())) set(before.device().mac(), null);
    set(device.mac(), before.known(device));
  }

  synchronized void condition(String serial, UnaryOperator<Condition> change) {
    change(serial, placed -> placed.being(change.apply(placed.condition())));
  }

  private void change(String serial, UnaryOperator<Placed> change) {
    Placed before = bySerial(serial);
    set(before.device().mac(), change.apply(before));
  }

  synchronized Container known(String name) {
    return containerNamed(name)
        .orElseThrow(() -> new NoSuchElementException("no container " + name));
  }

  /** A move that was saved: a task, and the membership where it changes at once. */
  synchronized Task save(String user, String mac, String toKey) {
    Placed before = devices.get(mac);
    String id = String.valueOf(tasks.size() + 1);
    Task task = Task.pending(id, user, mac, before.containerKey(), toKey);
    tasks.put(id, task);
    if (change == MembershipChange.AT_SAVE) {
      set(mac, before.in(toKey));
    }
    return task;
  }

  synchronized void execute(String id) {
    Task task = pending(id);
    tasks.put(id, task.now(Task.COMPLETED));
    Placed before = devices.get(task.mac());
    if (before != null && change == MembershipChange.AT_TASK_COMPLETION) {
      set(task.mac(), before.in(task.toKey()));
    }
  }

  synchronized void cancel(String id) {
    tasks.put(id, pending(id).now(Task.CANCELLED));
  }

  private Task pending(String id) {
    Task task = tasks.get(id);
    if (task == null || !task.open()) {
      throw new NoSuchElementException("no pending task " + id);
    }
    return task;
  }
}
