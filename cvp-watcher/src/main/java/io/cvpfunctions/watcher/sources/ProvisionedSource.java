package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.sources.Authority.Offer;
import io.cvpfunctions.watcher.sources.ProvisionedDevices.Listed;
import io.cvpfunctions.watcher.streams.StreamEnd;
import java.time.Duration;
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

  private final ProvisionedDevices provisioned;
  private final DeviceStream devices;
  private final Set<String> renewed;
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
    this.provisioned = new ProvisionedDevices(devices, shared.whereabouts());
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
    public boolean current() {
      return provisioned.current();
    }

    @Override
    public void takes(ProvisionedDeviceStreamResponse message) {
      provisioned.take(message);
      placing.changed();
      if (provisioned.takeRelisted()) placing.listed();
      if (message.getType() != Operation.INITIAL && provisioned.listed()) hint.run();
    }

    @Override
    public void ended(StreamEnd end) {
      if (!provisioned.listed() && hopeless(end.kind())) shared.authority().stream(Offer.NONE);
      streaming.note(end, health, demanded || led());
    }
  }

  /** Whether it has nothing to say; one that led before is waited for, where that may pass. */
  private boolean hopeless(StreamEnd.Kind end) {
    return switch (end) {
      case ENDED, SILENT -> false;
      case NOT_OFFERED, FORBIDDEN -> true;
      default -> !led();
    };
  }

  /** Whether it said where the devices are that were told last. */
  private boolean led() {
    return placing.dimension().ledBy(NAME);
  }

  @Override
  public Duration step() {
    Duration wait = feed.step();
    renew();
    health.needed(demanded || needed());
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
    if (placing.due() || (leads() && placing.holds())) look();
    if (provisioned.current()) health.good();
    if (leads()) shared.settling().review();
    if (leads() && placing.wantsList(feed.age())) feed.restart();
    return leads() ? placing.pause(feed.age()) : interval;
  }

  private void renew() {
    for (String serial : Set.copyOf(renewed)) {
      renewed.remove(serial);
      provisioned.renew(serial);
      placing.changed();
    }
  }

  /** While nobody leads, its list is what is waited for. */
  private boolean needed() {
    return led() || shared.authority().leader().filter(who -> !who.equals(NAME)).isEmpty();
  }

  private boolean leads() {
    return shared.authority().leader().filter(NAME::equals).isPresent();
  }

  private boolean restLeads() {
    return shared.authority().leader().filter(Poller.NAME::equals).isPresent();
  }

  private void look() {
    Listed seen = provisioned.seen();
    shared.authority().stream(emptied(seen) ? Offer.CONTAINERS : seen.offer());
    if (!leads()) {
      placing.skip();
      health.good("tells the poll to look");
      return;
    }
    seen.placements().forEach(shared.whereabouts()::placed);
    if (placing.look(seen.snapshot(shared.clock().instant()), seen.all())) {
      health.good(seen.toString());
    } else {
      health.failed("broken", Placing.DISBELIEVED);
    }
  }

  /**
   * Whether a list that had devices has none: it leads on, and is doubted like any list that misses
   * some.
   */
  private boolean emptied(Listed seen) {
    return seen.placements().isEmpty() && led();
  }

  @Override
  public void close() {
    feed.close();
  }
}
