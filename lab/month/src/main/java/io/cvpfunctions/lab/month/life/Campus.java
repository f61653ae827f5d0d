package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Node;
import io.cvpfunctions.lab.http.TlsAuthority;
import io.cvpfunctions.lab.month.truth.ContainerTruth;
import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The data centre: a CloudVision of three nodes and the switches, each doing of which is written
 * down as true before anybody can see it. Thread-safe.
 */
public final class Campus implements AutoCloseable {
  public static final String UNDEFINED = "Undefined";

  private final CloudVisionSimulator cloudVision;
  private final TlsAuthority authority = TlsAuthority.named("Switches of the month");
  private final int eapiPort;
  private final AtomicInteger lists = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Truth truth = new Truth(Instant::now, lists::get);
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();
  private volatile boolean undisturbed = true;

  /** Switches answer on that port of their own addresses. */
  public Campus(int eapiPort) {
    this.eapiPort = eapiPort;
    cloudVision = CloudVisionSimulator.start();
    cloudVision.addNode();
    cloudVision.addNode();
    for (Node node : cloudVision.nodes()) {
      node.http()
          .whenAnswered(
              (request, reply) -> {
                boolean list = request.path().endsWith("/inventory/devices");
                if (list && undisturbed && reply.status() == 200) lists.incrementAndGet();
              });
    }
    noted(UNDEFINED, "", "", "");
  }

  public Truth truth() {
    return truth;
  }

  public CloudVisionSimulator cloudVision() {
    return cloudVision;
  }

  /** Where switches answer. */
  public int eapiPort() {
    return eapiPort;
  }

  /** Who signed the switches' certificates. */
  public String caPem() {
    return authority.pem();
  }

  // Containers

  /** One below the root, for a site. */
  public void site(String name) {
    cloudVision.addContainer(name);
    noted(name, "Tenant/" + name, name, "switch");
  }

  /** One of a site; its devices have that role. */
  public void container(String name, String site, String role) {
    cloudVision.addContainer(name, site);
    noted(name, "Tenant/" + site + "/" + name, site, role);
  }

  private void noted(String name, String path, String site, String role) {
    truth.container(new ContainerTruth(name, cloudVision.containerKey(name), path, site, role));
  }

  void renameContainer(String name, String site, String role, String other) {
    String key = cloudVision.containerKey(name);
    String path = "Tenant/" + site + "/" + other;
    truth.renamed(name, new ContainerTruth(other, key, path, site, role));
    cloudVision.renameContainer(name, other);
  }

  /** It has to be empty. */
  void removeContainer(String name) {
    cloudVision.removeContainer(name);
    truth.containerIsGone(name);
  }

  // Devices

  /** One that was there before the month, with power. */
  public String found(String hostname, String container) {
    Device device = Hardware.configured(numbers.incrementAndGet(), hostname).in(container);
    truth.found(device);
    cloudVision.addDevice(device);
    return device.serial();
  }

  /** A new one from its box, which has found CloudVision by DHCP. */
  String arrives(String dhcp) {
    Device device = Hardware.fromItsBox(numbers.incrementAndGet(), dhcp);
    truth.arrived(device);
    power(device.serial());
    cloudVision.addDevice(device);
    return device.serial();
  }

  /** Somebody may connect to it from now on. */
  public void power(String serial) {
    machine(serial).runs();
  }

  Machine machine(String serial) {
    return machines.computeIfAbsent(
        serial, number -> new Machine(truth, authority, eapiPort, number));
  }

  public void move(String serial, String container) {
    truth.moved(serial, container);
    cloudVision.moveDevice(serial, container);
  }

  /** The same with a task, which is open until it is executed. */
  String proposeMove(String serial, String container) {
    truth.moved(serial, container);
    return cloudVision.proposeMove(serial, container).id();
  }

  void facts(Device now) {
    truth.facts(now);
    cloudVision.changeDevice(now);
  }

  void streaming(String serial, boolean now) {
    truth.streaming(serial, now);
    cloudVision.streaming(serial, now);
  }

  void remove(String serial) {
    truth.gone(serial);
    machine(serial).stops();
    cloudVision.removeDevice(serial);
  }

  /** The configuration that it gets on the way, as Zero Touch Provisioning has it. */
  Device configured(String serial, String hostname) {
    return Hardware.configured(truth.device(serial).facts(), hostname);
  }

  /** CloudVision raises that about an interface of the device. */
  public Alarm raise(String type, EventSeverity severity, String serial, String interfaceId) {
    return Alarm.of(truth, cloudVision.events().raise(type, severity, serial, interfaceId), serial);
  }

  // CloudVision itself

  /** Nobody can count on seeing everything from now on, until it is well again. */
  void isWell(boolean now) {
    undisturbed = now;
  }

  @Override
  public void close() {
    machines.values().forEach(Machine::close);
    cloudVision.close();
  }
}
