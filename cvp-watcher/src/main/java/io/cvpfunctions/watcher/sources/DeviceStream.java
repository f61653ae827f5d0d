package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.inventory.v1.Device;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamResponse;
import io.cvpfunctions.watcher.streams.StreamEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what CloudVision streams of every device, provisioned or not, for the sources that see
 * serial numbers alone. Others may read while one thread steps.
 */
final class DeviceStream implements Source {
  static final String NAME = "devices";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Streaming streaming;
  private final Whereabouts whereabouts;
  private final Health health;
  private final Duration interval;
  private final Mirror<String, Encoded<Device>> mirror =
      new Mirror<>((was, is) -> was.with(is, Device.parser()));
  private final Map<String, Encoded<Device>> devices = new ConcurrentHashMap<>();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
  private final Feed<DeviceStreamResponse> feed;
  private final Instant begun;
  private volatile boolean settled;

  private record Follower(Set<String> changed, Runnable wake) {}

  /** {@code wake} is run where a step is worth while. */
  DeviceStream(
      Streaming streaming,
      Whereabouts whereabouts,
      Health health,
      Runnable wake,
      Duration interval) {
    this.streaming = streaming;
    this.whereabouts = whereabouts;
    this.health = health;
    this.interval = interval;
    this.begun = streaming.now();
    this.feed = streaming.feed(NAME, streaming.resources()::devices, wake, new Subscription());
  }

  /** A set that fills with the devices that are different now; {@code wake} is run when it does. */
  Set<String> follow(Runnable wake) {
    Follower follower = new Follower(ConcurrentHashMap.newKeySet(), wake);
    followers.add(follower);
    return follower.changed();
  }

  /** Has that run once there is nothing to wait for any more. */
  void whenReady(Runnable wake) {
    waiting.add(wake);
  }

  /** The serial number of every device that exists. */
  Set<String> serials() {
    return Collections.unmodifiableSet(devices.keySet());
  }

  /** All that is known of a device; nothing but defaults where it does not exist. */
  Device device(String serial) {
    Encoded<Device> known = devices.get(serial);
    return known == null ? Device.getDefaultInstance() : known.message(Device.parser());
  }

  /**
   * Whether there is nothing to wait for: all are listed, or there is no list to be had in time.
   */
  boolean ready() {
    return settled || !streaming.now().isBefore(begun.plus(PATIENCE));
  }

  /** What comes of the stream. */
  private final class Subscription implements Feed.Events<DeviceStreamResponse> {
    @Override
    public void begins() {
      mirror.begin();
    }

    @Override
    public boolean current() {
      return mirror.current();
    }

    @Override
    public void takes(DeviceStreamResponse message) {
      String serial = message.getValue().getKey().getDeviceId().getValue();
      Encoded<Device> said = Encoded.of(needed(message.getValue()));
      mirror.take(message.getType(), message.getTypeValue(), serial, said);
      if (mirror.takeRelisted()) relisted();
      else if (message.hasValue()) keep(serial);
    }

    @Override
    public void ended(StreamEnd end) {
      boolean never =
          end.kind() == StreamEnd.Kind.NOT_OFFERED || end.kind() == StreamEnd.Kind.FORBIDDEN;
      if (never) settled = true;
      streaming.note(end, health, false);
    }
  }

  /** Without what nobody is told, so that it changes nothing. */
  private static Device needed(Device said) {
    return said.toBuilder()
        .clearHardwareRevision()
        .clearDomainName()
        .clearExtendedAttributes()
        .build();
  }

  private void relisted() {
    Set.copyOf(devices.keySet()).forEach(this::keep);
    mirror.content().keySet().forEach(this::keep);
    settled = true;
    health.good(devices.size() + " devices, with hostname and version");
    followers.forEach(each -> each.wake().run());
    waiting.forEach(Runnable::run);
  }

  private void keep(String serial) {
    Encoded<Device> is = mirror.content().get(serial);
    Encoded<Device> was = is == null ? devices.remove(serial) : devices.put(serial, is);
    if (is == null) whereabouts.notStreamed(serial);
    else if (!is.equals(was)) streamed(serial, is.message(Device.parser()));
    if (is == null ? was == null : is.equals(was)) return;
    for (Follower each : followers) {
      each.changed().add(serial);
      each.wake().run();
    }
  }

  private void streamed(String serial, Device is) {
    whereabouts.streamed(serial, Protos.device(serial, is, ""), Protos.condition(is));
  }

  @Override
  public Duration step() {
    Duration wait = feed.step();
    if (feed.up() && mirror.current()) health.good();
    return wait.compareTo(interval) < 0 ? wait : interval;
  }

  @Override
  public void close() {
    feed.close();
  }
}
