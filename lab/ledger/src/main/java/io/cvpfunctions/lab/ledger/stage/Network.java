package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.ledger.book.History;
import io.cvpfunctions.lab.ledger.book.TagHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The devices and containers of CloudVision, changed as a person would, and every change noted. */
public final class Network {
  private static final String UNDEFINED = "Undefined";
  private static final List<String> SITES = List.of("DC1", "DC2");

  /** The label of the tags that are told like containers. */
  static final String LABEL = "Pod";

  private final CloudVisionSimulator cloudVision;
  private final History history = new History();
  private final List<String> containers = new ArrayList<>(List.of(UNDEFINED));
  private final Map<Integer, Device> devices = new HashMap<>();
  private final Map<Integer, Instant> restless = new HashMap<>();
  private final String unprovisioned;
  private final boolean tagged;

  Network(CloudVisionSimulator cloudVision, Setup setup, int containerCount) {
    this.cloudVision = cloudVision;
    boolean shown = setup.generation().hasInventoryDevices();
    tagged = cloudVision.node().grpcPort() > 0;
    unprovisioned = shown ? History.UNPROVISIONED : History.ABSENT;
    history.name(cloudVision.containerKey(UNDEFINED), UNDEFINED);
    for (int i = 1; i < containerCount; i++) {
      containers.add(name(i, 0));
      cloudVision.addContainer(name(i, 0));
      history.name(cloudVision.containerKey(name(i, 0)), name(i, 0));
    }
    for (int i = 0; i < setup.devices(); i++) {
      put(i, Setup.container(i), device(i).in(containers.get(Setup.container(i))));
      if (i % 2 == 0) beginWithTag(i);
    }
  }

  private void beginWithTag(int device) {
    if (!tagged) return;
    history.tags().baseline(device(device).serial(), pod(1));
    cloudVision.tags().assign(device(device).serial(), LABEL, pod(1));
  }

  private static String pod(int number) {
    return SITES.get(number % SITES.size()) + "-P" + number;
  }

  /** Whether tags are told by this release. */
  boolean tagged() {
    return tagged;
  }

  /** It is in that pod from now on, by its tag; 0 is none. */
  public void tag(int device, int pod) {
    if (!tagged) return;
    String serial = device(device).serial();
    String to = pod == 0 ? TagHistory.NONE : pod(pod);
    String from = history.tags().last(serial);
    history.tags().value(serial, to);
    if (!to.equals(from)) cloudVision.tags().change(serial, LABEL, from, to);
  }

  History history() {
    return history;
  }

  /** Half of the containers are of either site. */
  private static String name(int container, int times) {
    String suffix = times == 0 ? "" : "-" + times;
    return SITES.get(container % SITES.size()) + "-C" + container + suffix;
  }

  private static Device device(int number) {
    return Device.numbered(number + 1);
  }

  private void note(int device, String place) {
    history.place(device(device).serial(), place);
  }

  private String key(int container) {
    return cloudVision.containerKey(containers.get(container));
  }

  /** It is there, in that container, from now on. */
  public void add(int device, int container) {
    Device added = devices.getOrDefault(device, device(device)).in(containers.get(container));
    if (!history.knows(added.serial())) note(device, History.ABSENT);
    put(device, container, added);
  }

  private void put(int number, int container, Device device) {
    settle(number);
    known(number, device);
    note(number, key(container));
    cloudVision.addDevice(device);
  }

  private void known(int number, Device device) {
    devices.put(number, device);
    List.of(device.hostname(), device.fqdn(), device.ip(), device.model(), device.version())
        .forEach(value -> history.fact(device.serial(), value));
  }

  /** It is in another container from now on. */
  public void move(int device, int container) {
    note(device, key(container));
    cloudVision.moveDevice(device(device).serial(), containers.get(container));
  }

  /** It starts anew: it does not stream, and does not run what was designed for it. */
  public void restart(int device) {
    cloudVision.outOfSync(device(device).serial());
    cloudVision.streaming(device(device).serial(), false);
    restless.putIfAbsent(device, Instant.now());
  }

  /** It is well again. */
  public void settle(int device) {
    Instant from = restless.remove(device);
    if (from == null) return;
    String serial = device(device).serial();
    history.restless(serial, from, Instant.now());
    cloudVision.inSync(serial);
    cloudVision.streaming(serial, true);
    cloudVision.booted(serial, Instant.now());
  }

  /** All are. */
  void settleAll() {
    List.copyOf(restless.keySet()).forEach(this::settle);
  }

  /** What a container is called by now. */
  String name(int container) {
    return containers.get(container);
  }

  /** CloudVision no longer knows it. */
  public void remove(int device) {
    settle(device);
    note(device, History.ABSENT);
    cloudVision.removeDevice(device(device).serial());
  }

  /**
   * CloudVision knows it, but it is in no container any more; one that has but {@code
   * getInventory.do} does not list it then, so that nobody can tell it from one removed.
   */
  public void unprovision(int device) {
    settle(device);
    note(device, unprovisioned);
    cloudVision.unprovision(device(device).serial());
  }

  /** The container has another name from now on, with that number at its end. */
  public void rename(int container, int times) {
    String other = name(container, times);
    history.name(key(container), other);
    cloudVision.renameContainer(containers.get(container), other);
    containers.set(container, other);
  }

  /** It runs another version of EOS from now on. */
  public void upgrade(int device, int times) {
    Device other = devices.get(device).withVersion("4.31." + times + "F");
    known(device, other);
    cloudVision.changeDevice(other);
  }
}
