package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceChange;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Events as the watcher tells them, each a minute after the one before. */
public final class Told {
  /** When the first of them happens. */
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.123456Z");

  private static final URI SOURCE = URI.create("https://cvp.lab.example");

  private Told() {}

  /** A moment so many minutes after the start. */
  public static Instant minute(int minute) {
    return START.plusSeconds(60L * minute);
  }

  public static Device device(String serial) {
    return Device.builder()
        .serialNumber(serial)
        .hostname("name-of-" + serial)
        .fqdn(serial + ".lab.example")
        .ipAddress(address(serial))
        .systemMacAddress("50:08:00:a7:ca:c3")
        .modelName("DCS-7050SX3-48YC8")
        .softwareVersion("4.32.2F")
        .streamingStatus("active")
        .build();
  }

  /** Of each device another one. */
  private static String address(String serial) {
    int number = Math.floorMod(serial.hashCode(), 1 << 16);
    return serial.equals("JPE19330452")
        ? "127.0.0.11"
        : "127.1." + (number >> 8) + "." + (number & 255);
  }

  public static Container container(String name) {
    return Container.of(name, "container_" + name).withPath("Tenant/" + name);
  }

  public static Container undefined() {
    return Container.of("Undefined", Container.UNDEFINED_KEY);
  }

  public static CloudEvent moved(String id, int minute, String serial, String to) {
    return moved(id, minute, device(serial), container(to));
  }

  public static CloudEvent moved(String id, int minute, Device device, Container to) {
    DeviceMove move = DeviceMove.moved(device, undefined(), to, "poll").withMovedBy("cvpadmin");
    return event(EventTypes.DEVICE_MOVED, id, minute, device, move.toJson());
  }

  public static CloudEvent added(String id, int minute, String serial, Container to) {
    DeviceMove move = DeviceMove.added(device(serial), to, "poll");
    return event(EventTypes.DEVICE_ADDED, id, minute, move.device(), move.toJson());
  }

  public static CloudEvent changed(String id, int minute, Device now, DeviceChange.Field... what) {
    DeviceChange change = DeviceChange.of(now, List.of(what));
    return event(EventTypes.DEVICE_CHANGED, id, minute, now, change.toJson());
  }

  /** The same from a watcher that says where the device is. */
  public static CloudEvent changedIn(
      String id, int minute, Device now, String container, DeviceChange.Field... what) {
    ObjectNode data = DeviceChange.of(now, List.of(what)).toJson();
    data.set("container", container(container).toJson());
    return event(EventTypes.DEVICE_CHANGED, id, minute, now, data);
  }

  /** The same from another CloudVision. */
  public static CloudEvent by(String cloudVision, CloudEvent event) {
    return CloudEventBuilder.v1(event).withSource(URI.create(cloudVision)).build();
  }

  public static CloudEvent removed(String id, int minute, String serial) {
    return left(EventTypes.DEVICE_REMOVED, id, minute, serial);
  }

  public static CloudEvent unprovisioned(String id, int minute, String serial) {
    return left(EventTypes.DEVICE_UNPROVISIONED, id, minute, serial);
  }

  private static CloudEvent left(String type, String id, int minute, String serial) {
    DeviceLeft left = DeviceLeft.of(device(serial), container("DC1-Leaf"), "poll");
    return event(type, id, minute, left.device(), left.toJson());
  }

  private static CloudEvent event(
      String type, String id, int minute, Device device, JsonNode data) {
    return Events.first(type, id, SOURCE, device.identity(), minute(minute), data);
  }
}
