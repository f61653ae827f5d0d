package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamResponse;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.streams.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The source {@code tags}: each value of a chosen label is a container, each label a dimension. */
final class TagsSource implements Source {
  /** What events say they were seen by. */
  static final String NAME = "tags";

  private final Streaming streaming;
  private final Shared shared;
  private final DeviceStream devices;
  private final Set<String> renewed;
  private final Map<String, Placing> labels;
  private final Health health;
  private final Runnable hint;
  private final Duration interval;
  private final boolean demanded;
  private final TagValues values;
  private boolean relisted;
  private final Feed<TagAssignmentStreamResponse> feed;

  /** {@code hint} is run where REST is worth a look; {@code wake} where a step is. */
  TagsSource(
      Streaming streaming,
      Shared shared,
      DeviceStream devices,
      Map<String, Placing> labels,
      Health health,
      Runnable hint,
      Runnable wake,
      Duration interval,
      boolean demanded) {
    this.streaming = streaming;
    this.shared = shared;
    this.devices = devices;
    this.renewed = devices.follow(wake);
    this.labels = new LinkedHashMap<>(labels);
    this.health = health;
    this.hint = hint;
    this.interval = interval;
    this.demanded = demanded;
    this.values = new TagValues(labels.keySet());
    List<String> wanted = List.copyOf(labels.keySet());
    this.feed =
        streaming.feed(
            NAME, arrived -> streaming.resources().tags(wanted, arrived), wake, new Subscription());
  }

  /** What comes of the stream. */
  private final class Subscription implements Feed.Events<TagAssignmentStreamResponse> {
    @Override
    public void begins() {
      values.begin();
    }

    @Override
    public boolean wants() {
      return !holds();
    }

    @Override
    public boolean current() {
      return values.current();
    }

    @Override
    public void takes(TagAssignmentStreamResponse message) {
      boolean news = message.getType() != Operation.INITIAL && values.listed();
      Optional<String> label = values.take(message);
      label.map(labels::get).ifPresent(Placing::changed);
      if (values.takeRelisted()) relisted();
      if (news && label.filter(Placement.STAND_IN_LABEL::equals).isPresent()) hint.run();
    }

    @Override
    public void ended(StreamEnd end) {
      boolean before = labels.values().stream().anyMatch(each -> each.dimension().baselined());
      streaming.note(end, health, demanded || before);
    }
  }

  private boolean holds() {
    return labels.entrySet().stream()
        .anyMatch(each -> each.getValue().holds() && counts(each.getKey()));
  }

  private void relisted() {
    labels.values().forEach(Placing::listed);
    relisted = true;
  }

  @Override
  public Duration step() {
    Duration wait = feed.step();
    renew();
    if (values.listed() && devices.ready() && (feed.up() || holds())) {
      Duration placed = place();
      if (placed.compareTo(wait) < 0) wait = placed;
    }
    if (feed.resumes()) return Duration.ZERO;
    return wait.compareTo(interval) < 0 ? wait : interval;
  }

  /** Hostname and the like came, or are others now. */
  private void renew() {
    if (renewed.isEmpty()) return;
    renewed.clear();
    labels.values().forEach(Placing::changed);
  }

  private Duration place() {
    Duration wait = interval;
    boolean again = false;
    boolean believed = true;
    boolean first = shared.authority().leader().isEmpty();
    for (Map.Entry<String, Placing> each : labels.entrySet()) {
      Placing placing = each.getValue();
      if (!counts(each.getKey())) continue;
      placing.dimension().tellsDevices(first);
      first = false;
      if (placing.due()) believed &= look(each.getKey(), placing);
      again |= placing.wantsList(feed.age());
      Duration pause = placing.pause(feed.age());
      if (pause.compareTo(wait) < 0) wait = pause;
    }
    say(believed);
    if (shared.authority().leader().isEmpty()) shared.settling().review();
    if (again) feed.restart();
    return wait;
  }

  /** The label Container repeats what REST and the stream of devices say, where they say it. */
  private boolean counts(String label) {
    if (!label.equals(Placement.STAND_IN_LABEL)) return true;
    return shared.authority().noContainers() && values.hasContainers(label);
  }

  private void say(boolean believed) {
    if (!believed) health.failed("broken", Placing.DISBELIEVED);
    else if (relisted)
      health.good(values.count() + " tags of " + String.join(", ", labels.keySet()));
    else if (values.current()) health.good();
    relisted = false;
  }

  private boolean look(String label, Placing placing) {
    Map<String, Container> places = values.places(label);
    boolean leads = label.equals(Placement.STAND_IN_LABEL);
    List<Placement> placements = new ArrayList<>();
    places.forEach(
        (device, place) -> {
          Placement placement = new Placement(shared.whereabouts().device(device), place);
          placements.add(placement);
          if (leads) shared.whereabouts().placed(placement);
        });
    return placing.look(
        Snapshot.of(shared.clock().instant(), placements)
            .unprovisioned(values.untagged(label, places.keySet()))
            .elsewhere(knownAmong(placing.dimension().devices())),
        places.keySet());
  }

  private Set<String> knownAmong(Set<String> devices) {
    Set<String> known = new HashSet<>(devices);
    known.removeIf(device -> !shared.whereabouts().knows(device));
    return known;
  }

  @Override
  public void close() {
    feed.close();
  }
}
