package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.inventory.v1.Device;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDevice;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.sources.Authority.Offer;
import io.cvpfunctions.watcher.streams.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The source {@code provisioned}: hears of every change at once. Where REST has containers, that is
 * a hint for the poll to look; where it has not, this says where devices are, by name.
 */
final class ProvisionedSource implements Source {
  /** What events say they were seen by. */
  static final String NAME = "provisioned";

  private final Streaming streaming;
  private final Shared shared;
  private final Placing placing;
  private final Health health;
  private final Runnable hint;
  private final Duration interval;
  private final boolean demanded;

  private final Mirror<String, ProvisionedDevice> provisioned = new Mirror<>(Protos::merged);
  private final DeviceStream devices;
  private final Set<String> renewed;
  private final Map<String, io.cvpfunctions.events.Device> known = new HashMap<>();
  private final Feed<ProvisionedDeviceStreamResponse> feed;

  /** {@code hint} is run where REST is worth a look; {@code wake} where a step is. */
  ProvisionedSource(
      Streaming streaming,
      Shared shared,
      DeviceStream devices,
      Placing placing,
      Health health,
      Runnable hint,
      Runnable wake,
      Duration interval,
      boolean demanded) {
    this.streaming = streaming;
    this.shared = shared;
    this.devices = devices;
    this.renewed = devices.follow(wake);
    this.placing = placing;
    this.health = health;
    this.hint = hint;
    this.interval = interval;
    this.demanded = demanded;
    this.feed = streaming.feed(NAME, streaming.resources()::provisioned, wake, new Subscription());
  }

  /** What comes of the stream. */
  private final class Subscription implements Feed.Events<ProvisionedDeviceStreamResponse> {
    @Override
    public void begins() {
      provisioned.begin();
    }

    @Override
    public boolean wants() {
      return restLeads() || !placing.holds();
    }

    @Override
    public void takes(ProvisionedDeviceStreamResponse message) {
      String serial = message.getValue().getKey().getDeviceId().getValue();
      provisioned.take(message.getType(), message.getTypeValue(), serial, message.getValue());
      changed(serial);
      if (provisioned.takeRelisted()) placing.listed();
      if (message.getType() != Operation.INITIAL && provisioned.listed()) hint.run();
    }

    @Override
    public void ended(StreamEnd end) {
      if (!provisioned.listed() && hopeless(end.kind())) shared.authority().stream(Offer.NONE);
      streaming.note(end, health, demanded);
    }
  }

  /** Whether it has nothing to say; one that led before is waited for, where that may pass. */
  private boolean hopeless(StreamEnd.Kind end) {
    return switch (end) {
      case ENDED, SILENT -> false;
      case NOT_OFFERED, FORBIDDEN -> true;
      default -> !placing.dimension().ledBy(NAME);
    };
  }

  private void changed(String serial) {
    known.remove(serial);
    placing.changed();
  }

  @Override
  public Duration step() {
    Duration wait = feed.step();
    renew();
    health.needed(demanded || leads());
    if (provisioned.listed() && (feed.up() || placing.holds())) {
      Duration placed = placed();
      if (placed.compareTo(wait) < 0) wait = placed;
    }
    if (feed.resumes()) return Duration.ZERO;
    return wait.compareTo(interval) < 0 ? wait : interval;
  }

  private Duration placed() {
    try {
      return place();
    } catch (CallFailedException failed) {
      health.failed("refuses", failed.getMessage());
      return interval;
    }
  }

  private Duration place() {
    if (!devices.ready()) return interval;
    if (placing.due()) look();
    if (provisioned.current()) health.good();
    if (leads()) shared.settling().review();
    if (leads() && placing.wantsList(feed.age())) feed.restart();
    return leads() ? placing.pause(feed.age()) : interval;
  }

  private void renew() {
    for (String serial : Set.copyOf(renewed)) {
      renewed.remove(serial);
      changed(serial);
    }
  }

  private boolean leads() {
    return shared.authority().leader().filter(NAME::equals).isPresent();
  }

  private boolean restLeads() {
    return shared.authority().leader().filter(Poller.NAME::equals).isPresent();
  }

  private void look() {
    List<Placement> placements = new ArrayList<>();
    Set<String> unprovisioned = new HashSet<>();
    Map<String, Long> containers = new HashMap<>();
    provisioned
        .content()
        .forEach(
            (serial, value) -> {
              String name = value.getProvisioningGroupName().getValue();
              if (name.isBlank()) {
                unprovisioned.add(serial);
              } else {
                placements.add(new Placement(device(serial, value), Container.of(name, null)));
                containers.merge(name, 1L, Long::sum);
              }
            });
    shared.authority().stream(emptied(placements) ? Offer.CONTAINERS : offer(placements));
    String what = "%d devices in %d containers, by name";
    health.good(
        leads() ? what.formatted(placements.size(), containers.size()) : "tells the poll to look");
    if (!leads()) {
      placing.skip();
      return;
    }
    placements.forEach(shared.whereabouts()::placed);
    Set<String> gone = new HashSet<>(provisioned.deleted());
    gone.retainAll(devices.devices().keySet());
    unprovisioned.addAll(gone);
    placing.look(
        Snapshot.of(shared.clock().instant(), placements)
            .unprovisioned(unprovisioned)
            .elsewhere(devices.devices().keySet())
            .containers(containers.size()),
        provisioned.content().keySet());
  }

  /**
   * Whether a list that had devices has none: it leads on, and is doubted like any list that misses
   * some.
   */
  private boolean emptied(List<Placement> placements) {
    return placements.isEmpty() && placing.dimension().ledBy(NAME);
  }

  private static Offer offer(List<Placement> placements) {
    if (placements.isEmpty()) return Offer.NONE;
    return placements.stream().allMatch(each -> each.container().isUndefined())
        ? Offer.ONLY_UNDEFINED
        : Offer.CONTAINERS;
  }

  private io.cvpfunctions.events.Device device(String serial, ProvisionedDevice value) {
    return known.computeIfAbsent(
        serial,
        any -> {
          Device device =
              Optional.ofNullable(devices.devices().get(serial))
                  .orElse(Device.getDefaultInstance());
          var made = Protos.device(serial, device, value.getIpAddress().getValue());
          shared.whereabouts().streamed(serial, made, Protos.condition(device));
          return made;
        });
  }

  @Override
  public void close() {
    feed.close();
  }
}
