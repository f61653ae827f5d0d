package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A device's placement changed: the data of {@code cvp.device.moved}, and of {@code
 * cvp.device.added}, which has no {@code from}.
 */
public final class DeviceMove {
  private final Device device;
  private final Container from;
  private final Container to;
  private final String observedBy;
  private final String movedBy;
  private final List<String> waitsFor;
  private final CmdbAction cmdb;

  private DeviceMove(
      Device device,
      Container from,
      Container to,
      String observedBy,
      String movedBy,
      List<String> waitsFor,
      CmdbAction cmdb) {
    this.device = Objects.requireNonNull(device, "device");
    this.from = from;
    this.to = Objects.requireNonNull(to, "to");
    this.observedBy = observedBy;
    this.movedBy = movedBy;
    this.waitsFor = List.copyOf(waitsFor);
    this.cmdb = cmdb;
  }

  /** A device that went from one container to another, as seen by the source {@code observedBy}. */
  public static DeviceMove moved(Device device, Container from, Container to, String observedBy) {
    Objects.requireNonNull(from, "from");
    return new DeviceMove(device, from, to, observedBy, null, List.of(), null);
  }

  /** A device seen for the first time. */
  public static DeviceMove added(Device device, Container to, String observedBy) {
    return new DeviceMove(device, null, to, observedBy, null, List.of(), null);
  }

  /** Reads the data of {@code cvp.device.moved}, which needs both containers. */
  public static DeviceMove fromMoved(DataReader data) {
    return read(data, data.requiredObject("from", Container::from));
  }

  /** Reads the data of {@code cvp.device.added}. */
  public static DeviceMove fromAdded(DataReader data) {
    return read(data, null);
  }

  private static DeviceMove read(DataReader data, Container from) {
    return new DeviceMove(
        data.requiredObject("device", Device::from),
        from,
        data.requiredObject("to", Container::from),
        data.text("observedBy").orElse(null),
        data.text("movedBy").orElse(null),
        data.texts("waitsFor"),
        data.object("cmdb", CmdbAction::from).orElse(null));
  }

  /** The same move, by the person or account that made it. */
  public DeviceMove withMovedBy(String who) {
    return new DeviceMove(device, from, to, observedBy, who, waitsFor, cmdb);
  }

  /** The same move, with what is still pending on the device; nothing pending is settled. */
  public DeviceMove withWaitsFor(List<String> pending) {
    return new DeviceMove(device, from, to, observedBy, movedBy, pending, cmdb);
  }

  /** The same move, with what the CMDB made of it. */
  public DeviceMove withCmdb(CmdbAction action) {
    return new DeviceMove(device, from, to, observedBy, movedBy, waitsFor, action);
  }

  public Device device() {
    return device;
  }

  /** Empty for a device seen for the first time. */
  public Optional<Container> from() {
    return Optional.ofNullable(from);
  }

  public Container to() {
    return to;
  }

  /** The source that saw it: poll, provisioned, tags; or rehearsal. */
  public Optional<String> observedBy() {
    return Optional.ofNullable(observedBy);
  }

  public Optional<String> movedBy() {
    return Optional.ofNullable(movedBy);
  }

  /** Whether nothing is pending on the device any more. */
  public boolean settled() {
    return waitsFor.isEmpty();
  }

  /** What is pending on the device: task, configuration, streaming, reboot. */
  public List<String> waitsFor() {
    return waitsFor;
  }

  public Optional<CmdbAction> cmdb() {
    return Optional.ofNullable(cmdb);
  }

  /** The data as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.set("device", device.toJson());
    if (from != null) node.set("from", from.toJson());
    node.set("to", to.toJson());
    Json.put(node, "observedBy", observedBy());
    Json.put(node, "movedBy", movedBy());
    node.put("settled", settled());
    ArrayNode pending = node.putArray("waitsFor");
    waitsFor.forEach(pending::add);
    if (cmdb != null) node.set("cmdb", cmdb.toJson());
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceMove && ((DeviceMove) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return from == null ? device + " added to " + to : device + " " + from + " -> " + to;
  }
}
