package io.cvpfunctions.watcher.sources;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.inventory.v1.Device;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDevice;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.sources.Authority.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the stream of provisioned devices has said so far, as placements. Not thread-safe. */
final class ProvisionedDevices {
  private final DeviceStream devices;
  private final Whereabouts whereabouts;
  private final Mirror<String, Encoded<ProvisionedDevice>> mirror =
      new Mirror<>((was, is) -> was.with(is, ProvisionedDevice.parser()));
  private final Map<String, io.cvpfunctions.events.Device> known = new HashMap<>();

  ProvisionedDevices(DeviceStream devices, Whereabouts whereabouts) {
    this.devices = devices;
    this.whereabouts = whereabouts;
  }

  /** A subscription begins. */
  void begin() {
    mirror.begin();
  }

  void take(ProvisionedDeviceStreamResponse message) {
    String serial = message.getValue().getKey().getDeviceId().getValue();
    mirror.take(message.getType(), message.getTypeValue(), serial, Encoded.of(said(message)));
    renew(serial);
  }

  /** A list says all of a device, so one that is listed without a group is in none. */
  private static ProvisionedDevice said(ProvisionedDeviceStreamResponse message) {
    ProvisionedDevice value = message.getValue();
    boolean grouped = value.hasProvisioningGroupName();
    if (grouped || message.getType() != Operation.INITIAL) return value;
    return value.toBuilder().setProvisioningGroupName(StringValue.getDefaultInstance()).build();
  }

  /** Hostname and the like may be others now. */
  void renew(String serial) {
    known.remove(serial);
  }

  /** Whether a list was ever complete. */
  boolean listed() {
    return mirror.listed();
  }

  /** Whether the list is complete, rather than being made anew. */
  boolean current() {
    return mirror.current();
  }

  /** Whether the list was made anew since this was last asked. */
  boolean takeRelisted() {
    return mirror.takeRelisted();
  }

  /**
   * Where devices are.
   *
   * @param unprovisioned devices that are said to be in no container
   * @param undecided devices of which a change was heard, but never where they are
   * @param elsewhere every device that exists
   * @param all those that are listed, in a container or not
   */
  record Listed(
      List<Placement> placements,
      Set<String> unprovisioned,
      Set<String> undecided,
      Set<String> elsewhere,
      Set<String> all) {
    /** What that says about containers. */
    Offer offer() {
      if (placements.isEmpty()) return Offer.NONE;
      return placements.stream().allMatch(each -> each.container().isUndefined())
          ? Offer.ONLY_UNDEFINED
          : Offer.CONTAINERS;
    }

    Snapshot.Builder snapshot(Instant at) {
      return Snapshot.of(at, placements)
          .unprovisioned(unprovisioned)
          .present(undecided)
          .elsewhere(elsewhere)
          .containers(containers());
    }

    private int containers() {
      return (int) placements.stream().map(each -> each.container().name()).distinct().count();
    }

    @Override
    public String toString() {
      return placements.size() + " devices in " + containers() + " containers, by name";
    }
  }

  /** As it was when the last message came. */
  Listed seen() {
    List<Placement> placements = new ArrayList<>();
    Set<String> undecided = new HashSet<>();
    Set<String> unprovisioned = new HashSet<>(mirror.deleted());
    unprovisioned.retainAll(devices.serials());
    mirror
        .content()
        .forEach(
            (serial, encoded) -> {
              ProvisionedDevice value = encoded.message(ProvisionedDevice.parser());
              String name = value.getProvisioningGroupName().getValue();
              if (!value.hasProvisioningGroupName()) undecided.add(serial);
              else if (name.isBlank()) unprovisioned.add(serial);
              else placements.add(new Placement(device(serial, value), Container.of(name, null)));
            });
    return new Listed(
        placements, unprovisioned, undecided, devices.serials(), mirror.content().keySet());
  }

  private io.cvpfunctions.events.Device device(String serial, ProvisionedDevice value) {
    return known.computeIfAbsent(serial, any -> made(serial, value));
  }

  private io.cvpfunctions.events.Device made(String serial, ProvisionedDevice value) {
    Device device = devices.device(serial);
    var made = Protos.device(serial, device, value.getIpAddress().getValue());
    whereabouts.streamed(serial, made, Protos.condition(device));
    return made;
  }
}
