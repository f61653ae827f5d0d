package io.cvpfunctions.lab.month.truth;

import io.cvpfunctions.lab.cloudvision.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What is so in the data centre; whoever changes it says so here first. Thread-safe. */
public final class Truth {
  private final Supplier<Instant> clock;
  private final IntSupplier lists;
  private final Map<String, DeviceTruth> devices = new LinkedHashMap<>();
  private final Map<String, ContainerTruth> containers = new LinkedHashMap<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final List<Quiet> quiets = new ArrayList<>();
  private final List<Allowance> allowances = new ArrayList<>();
  private final Set<String> storms = new HashSet<>();

  /** {@code lists} counts the whole lists of devices that CloudVision has given so far. */
  public Truth(Supplier<Instant> clock, IntSupplier lists) {
    this.clock = clock;
    this.lists = lists;
  }

  // What becomes so

  public synchronized void container(ContainerTruth container) {
    containers.put(container.name(), container);
  }

  /** The container that had that name when devices came to it is this one now. */
  public synchronized void renamed(String name, ContainerTruth now) {
    containers.put(name, now);
  }

  public synchronized void containerIsGone(String name) {
    containers.remove(name);
  }

  /** It was there before anybody looked. */
  public synchronized void found(Device device) {
    devices.put(device.serial(), new DeviceTruth(device, true, clock.get(), lists.getAsInt()));
  }

  /** It is new. */
  public synchronized void arrived(Device device) {
    devices.put(device.serial(), new DeviceTruth(device, false, clock.get(), lists.getAsInt()));
  }

  public void moved(String serial, String container) {
    device(serial).stays(container, clock.get(), lists.getAsInt());
  }

  public void gone(String serial) {
    moved(serial, Stay.GONE);
  }

  /** That device, which is gone, had the name and the place that this one has now. */
  public void succeeded(String gone, String serial) {
    device(gone).succeededBy(serial);
  }

  public void facts(Device now) {
    device(now.serial()).facts(now);
  }

  public void streaming(String serial, boolean now) {
    device(serial).streaming(now);
  }

  public void health(String serial, Health now) {
    device(serial).health(now, clock.get());
  }

  public synchronized void incident(Incident now) {
    incidents.put(now.name(), now);
  }

  public synchronized void quiet(Quiet quiet) {
    quiets.add(quiet);
  }

  /** For this, a person accepts so many messages. */
  public synchronized void allow(String what, int messages) {
    allowances.add(new Allowance(what, messages));
  }

  /** What befalls all of these at once is to be told in digests, so many at most. */
  public synchronized void storm(String what, Collection<String> serials, int messages) {
    storms.addAll(serials);
    allowances.add(new Allowance(what, messages));
  }

  // What is so

  public synchronized DeviceTruth device(String serial) {
    return find(serial)
        .orElseThrow(() -> new IllegalArgumentException("there is no device " + serial));
  }

  public synchronized Optional<DeviceTruth> find(String serial) {
    return Optional.ofNullable(devices.get(serial));
  }

  public synchronized List<DeviceTruth> devices() {
    return List.copyOf(devices.values());
  }

  public synchronized Optional<ContainerTruth> container(String name) {
    return Optional.ofNullable(containers.get(name));
  }

  public synchronized List<Incident> incidents() {
    return List.copyOf(incidents.values());
  }

  public synchronized List<Quiet> quiets() {
    return List.copyOf(quiets);
  }

  /** Whether it is one of many that the same befell. */
  public synchronized boolean inStorm(String serial) {
    return storms.contains(serial);
  }

  public synchronized List<Allowance> allowances() {
    return List.copyOf(allowances);
  }
}
