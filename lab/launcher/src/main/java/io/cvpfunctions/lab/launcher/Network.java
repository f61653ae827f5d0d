package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.eos.EosSwitch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The lab's data centre: CloudVision with a few containers, and switches that answer eAPI. */
final class Network implements AutoCloseable {
  static final String UNDEFINED = "Undefined";
  static final String LEAFS = "DC1-Leaf";
  static final String SPINES = "DC1-Spine";
  static final String USER = "cvpadmin";
  static final String PASSWORD = "arista";
  private static final String BGP = "show bgp neighbors vrf all";
  static final String EAPI_USER = "admin";
  static final String EAPI_PASSWORD = "arista";

  private final CloudVisionSimulator cloudVision;
  private final int eapiPort;
  private final Map<Switch, EosSwitch> switches = new LinkedHashMap<>();
  private final Map<Switch, ObjectNode> healthy = new HashMap<>();
  private final Set<Switch> known = new HashSet<>();
  private volatile BiConsumer<Switch, String> listener = (device, container) -> {};

  private Network(CloudVisionSimulator cloudVision, int eapiPort) {
    this.cloudVision = cloudVision;
    this.eapiPort = eapiPort;
  }

  static Network start(Ports ports) {
    CloudVisionSimulator cloudVision =
        CloudVisionSimulator.builder()
            .user(USER, PASSWORD)
            .listen("127.0.0.1", ports.usual("CloudVision", 8443))
            .start();
    cloudVision.addContainer("DC1");
    cloudVision.addContainer(LEAFS, "DC1");
    cloudVision.addContainer(SPINES, "DC1");
    Network network = new Network(cloudVision, ports.usual("the switches' eAPI", 18443));
    network.place(network.power(new Switch("leaf1", 1)), UNDEFINED);
    network.power(new Switch("leaf2", 2));
    network.place(network.power(new Switch("leaf3", 3)), UNDEFINED);
    network.place(network.power(new Switch("spine1", 5)), SPINES);
    network.place(network.power(new Switch("spine2", 6)), SPINES);
    return network;
  }

  /** Switches it on; CloudVision does not know of it by that. */
  private Switch power(Switch device) {
    try {
      EosSwitch eos =
          EosSwitch.healthyLeaf(
                  device.hostname(), device.serial(), device.model(), device.version())
              .address(device.address())
              .port(eapiPort)
              .credentials(EAPI_USER, EAPI_PASSWORD)
              .start();
      switches.put(device, eos);
      return device;
    } catch (RuntimeException failure) {
      throw new IllegalStateException(
          "the address "
              + device.address()
              + " cannot be used for "
              + device.hostname()
              + "; on macOS: sudo ifconfig lo0 alias "
              + device.address()
              + " up",
          failure);
    }
  }

  /** Told of every device that is in another container from now on, before anybody can see it. */
  void whenMoved(BiConsumer<Switch, String> other) {
    listener = other;
  }

  /** CloudVision learns of the device. */
  synchronized void place(Switch device, String container) {
    known.add(device);
    listener.accept(device, container);
    cloudVision.addDevice(device.in(container));
  }

  /** Moves a device, or adds one that CloudVision does not know yet. */
  synchronized void move(Switch device, String container) {
    if (!known.contains(device)) {
      place(device, container);
      return;
    }
    cloudVision.containerKey(container);
    listener.accept(device, container);
    cloudVision.moveDevice(device.serial(), container);
  }

  /** The name of the container, empty while CloudVision does not know the device. */
  synchronized String containerOf(Switch device) {
    return known.contains(device) ? cloudVision.containerOf(device.serial()) : "";
  }

  EosSwitch eos(Switch device) {
    return switches.get(device);
  }

  /** The session to the first spine goes down. */
  synchronized void breakBgp(Switch device) {
    eos(device).change(BGP, session -> healthy.putIfAbsent(device, session.deepCopy()));
    eos(device).breakBgp();
  }

  /** The session is as it was before. */
  synchronized void mend(Switch device) {
    ObjectNode before = healthy.remove(device);
    if (before == null) return;
    eos(device).change(BGP, session -> session.removeAll().setAll(before));
  }

  synchronized boolean isBroken(Switch device) {
    return healthy.containsKey(device);
  }

  Switch withSerial(String serial) {
    return switches.keySet().stream()
        .filter(each -> each.serial().equals(serial))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no device " + serial));
  }

  Optional<Switch> named(String hostname) {
    return switches.keySet().stream().filter(s -> s.hostname().equals(hostname)).findFirst();
  }

  List<String> containers() {
    return List.of(UNDEFINED, "DC1", LEAFS, SPINES);
  }

  List<Switch> switches() {
    return new ArrayList<>(switches.keySet());
  }

  /** Each switch's serial number and certificate, as the secret {@code eapi-pins} holds them. */
  String pins() {
    StringBuilder lines = new StringBuilder();
    switches.forEach(
        (device, eos) ->
            lines.append(device.serial()).append(' ').append(eos.sha256()).append('\n'));
    return lines.toString();
  }

  CloudVisionSimulator cloudVision() {
    return cloudVision;
  }

  /** Where each switch answers, in one line. */
  String eapi() {
    List<String> each = new ArrayList<>();
    for (Switch device : switches.keySet()) each.add(device.hostname() + " " + device.address());
    String login = "user " + EAPI_USER + ", password " + EAPI_PASSWORD;
    return "eAPI on port " + eapiPort + " of " + String.join(", ", each) + "  (" + login + ")";
  }

  int eapiPort() {
    return eapiPort;
  }

  @Override
  public void close() {
    switches.values().forEach(EosSwitch::close);
    cloudVision.close();
  }
}
