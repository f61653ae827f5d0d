package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.SourceSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Inventory;
import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.cloudvision.Tasks;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.sources.EventsSource.EventSettings;
import io.cvpfunctions.watcher.sources.Health.State;
import io.cvpfunctions.watcher.state.CloudVisionEventTable;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.ReleaseTable;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.telemetry.Loop;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that watches CloudVision: one loop for each source, put together from the settings.
 * Begins from what is stored, so it is made anew whenever this replica is to lead.
 */
public final class Sources implements AutoCloseable {
  /** The dimension that CloudVision's own containers are in. */
  public static final String CONTAINER = "container";

  /** What the sources are called. */
  public static final List<String> NAMES =
      List.of(Poller.NAME, ProvisionedSource.NAME, TagsSource.NAME, EventsSource.NAME);

  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final Duration RELEASES = Duration.ofSeconds(2);

  private final CloudVisionSettings cv;
  private final SourceSettings settings;
  private final CloudVision cloudVision;
  private final Database database;
  private final Term term;
  private final Outbox outbox;
  private final EventMaker events;
  private final Warnings warnings;
  private final Metrics metrics;
  private final Clock clock;

  private final Resources resources;
  private final Shared shared;
  private final Streaming streaming;
  private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
  private final List<Health> healths = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private Runnable hint = () -> {};
  private String summary = "";

  /** {@code stored} is run whenever there are new events to route. */
  public Sources(
      CloudVisionSettings cv,
      CloudVision cloudVision,
      Database database,
      Term term,
      Outbox outbox,
      EventMaker events,
      Warnings warnings,
      Metrics metrics,
      Runnable stored,
      Clock clock) {
    this.cv = cv;
    this.settings = cv.sources();
    this.cloudVision = cloudVision;
    this.database = database;
    this.term = term;
    this.outbox = outbox;
    this.events = events;
    this.warnings = warnings;
    this.metrics = metrics;
    this.clock = clock;
    this.resources = new Resources(cloudVision.nodes(), settings.grpcPort(), cv.trust());
    this.shared = share(new Telling(warnings, metrics, stored, clock));
    this.streaming = new Streaming(resources, metrics, SteadyClock.startingAt(clock.instant()));
    Inventory inventory = new Inventory(cloudVision, clock);
    ContainerLimit limit =
        settings.subtree() ? cv.limit().withSubtree(inventory::tree) : cv.limit();
    Dimension container = dimension(CONTAINER, limit);
    Optional<DeviceStream> devices = devices();
    if (on(Poller.NAME)) poll(inventory, container);
    if (on(ProvisionedSource.NAME)) provisioned(devices.orElseThrow(), container);
    if (on(TagsSource.NAME)) tags(devices.orElseThrow());
    if (on(EventsSource.NAME)) events();
    loops.add(new Loop("releases", RELEASES, this::release));
    Health.declare(metrics, healths);
  }

  private boolean on(String source) {
    return settings.enabled().contains(source);
  }

  /** What streaming sources need to know of devices, whichever of them are on. */
  private Optional<DeviceStream> devices() {
    boolean wanted = on(ProvisionedSource.NAME) || on(TagsSource.NAME) || on(EventsSource.NAME);
    if (!wanted) return Optional.empty();
    Waking waking = new Waking();
    DeviceStream devices =
        new DeviceStream(streaming, shared.whereabouts(), waking, cv.pollInterval());
    waking.loop = loop(devices, DeviceStream.NAME);
    return Optional.of(devices);
  }

  private boolean demanded() {
    return !settings.auto();
  }

  private Shared share(Telling telling) {
    Whereabouts whereabouts = new Whereabouts();
    Settling settling =
        new Settling(
            () -> Tasks.read(cloudVision),
            this::inSync,
            whereabouts,
            new PendingTable(database),
            term,
            settings.settleTimeout(),
            cv.pollInterval(),
            clock);
    Authority authority =
        new Authority(on(Poller.NAME), on(ProvisionedSource.NAME), cv.rules().removeAfter(), clock);
    return new Shared(authority, whereabouts, settling, telling, metrics, clock);
  }

  /** Asked only where gRPC is known to be there, since a look must not wait for a connection. */
  private Map<String, Boolean> inSync(Collection<String> serialNumbers) {
    boolean worthWhile = resources.reached() && !serialNumbers.isEmpty();
    return worthWhile ? resources.inSync(serialNumbers) : Map.of();
  }

  private Dimension dimension(String name, ContainerLimit limit) {
    PlacementTable table = new PlacementTable(database, name);
    Dimension dimension =
        new Dimension(
            table,
            new PendingTable(database),
            term,
            outbox,
            events,
            limit,
            shared.settling(),
            cv.rules());
    dimensions.put(name, dimension);
    return dimension;
  }

  private Health health(String source, String causes) {
    Health health = new Health(source, causes, warnings, clock);
    healths.add(health);
    return health;
  }

  private Loop loop(Source source, String name) {
    sources.add(source);
    Loop loop = new Loop(name, cv.pollInterval(), () -> step(source));
    loops.add(loop);
    return loop;
  }

  private Duration step(Source source) {
    Duration wait = source.step();
    sayWhatWorks();
    return wait;
  }

  private void poll(Inventory inventory, Dimension container) {
    if (container.ledByKeys()) shared.authority().restLed();
    Health health = health(Poller.NAME, "cloudvision");
    Poller poller =
        new Poller(inventory::read, shared, container, health, cv.pollInterval(), demanded());
    Loop loop = loop(poller, Poller.NAME);
    hint =
        () -> {
          poller.hint();
          loop.wake();
        };
  }

  private void provisioned(DeviceStream devices, Dimension container) {
    Health health = health(ProvisionedSource.NAME, ProvisionedSource.NAME);
    Placing placing = placing(ProvisionedSource.NAME, CONTAINER, container);
    Waking waking = new Waking();
    ProvisionedSource source =
        new ProvisionedSource(
            streaming,
            shared,
            devices,
            placing,
            health,
            hint,
            waking,
            cv.pollInterval(),
            demanded());
    waking.loop = loop(source, ProvisionedSource.NAME);
  }

  private void tags(DeviceStream devices) {
    Map<String, Placing> labels = new LinkedHashMap<>();
    for (String label : settings.tagLabels()) {
      String name = "tag:" + label;
      labels.put(label, placing(TagsSource.NAME, name, dimension(name, cv.limit())));
    }
    Health health = health(TagsSource.NAME, TagsSource.NAME);
    Waking waking = new Waking();
    TagsSource source =
        new TagsSource(
            streaming,
            shared,
            devices,
            labels,
            health,
            hint,
            waking,
            cv.pollInterval(),
            demanded());
    waking.loop = loop(source, TagsSource.NAME);
  }

  private void events() {
    Health health = health(EventsSource.NAME, EventsSource.NAME);
    Waking waking = new Waking();
    EventsSource source =
        new EventsSource(
            streaming,
            shared,
            new CloudVisionEventTable(database),
            term,
            outbox,
            events,
            new EventSettings(settings.minSeverity(), cv.rules().replayBaseline()),
            this::credentialsGood,
            health,
            waking,
            cv.pollInterval(),
            demanded());
    waking.loop = loop(source, EventsSource.NAME);
  }

  private Placing placing(String source, String name, Dimension dimension) {
    Duration removeAfter = cv.rules().removeAfter();
    return new Placing(
        source, name, dimension, shared.telling(), this::credentialsGood, removeAfter, clock);
  }

  /** A loop that is made after what wakes it. */
  private static final class Waking implements Runnable {
    private volatile Loop loop;

    @Override
    public void run() {
      Loop made = loop;
      if (made != null) made.wake();
    }
  }

  /** Whether REST takes the credentials: a stream with ended ones has been seen to lie. */
  private boolean credentialsGood() {
    try {
      return cloudVision.ask(Node::credentialsGood);
    } catch (CallFailedException notToBeTold) {
      return false;
    }
  }

  private Duration release() {
    if (new ReleaseTable(database, clock).take()) {
      LOG.atInfo()
          .addKeyValue("event", "released")
          .log("what is missing is believed to be gone: a person says so");
      dimensions.values().forEach(Dimension::release);
      loops.forEach(Loop::wake);
    }
    return RELEASES;
  }

  /** Says once, and again when it is different, which sources see. */
  private synchronized void sayWhatWorks() {
    if (healths.stream().anyMatch(each -> each.state() == State.WAITING)) return;
    String now = String.join("; ", healths.stream().map(Health::describe).toList());
    if (now.equals(summary)) return;
    summary = now;
    LOG.atInfo().addKeyValue("event", "sources").log("{}", now);
  }

  /** The loops, one for each source, to be started and stopped by whoever leads. */
  public List<Loop> loops() {
    return List.copyOf(loops);
  }

  /** When CloudVision last gave any source a good answer; empty before the first. */
  public Optional<Instant> lastGood() {
    return healths.stream().map(Health::lastGood).flatMap(Optional::stream).max(Instant::compareTo);
  }

  /** What a person has to mend. */
  public List<String> refused() {
    return healths.stream()
        .filter(each -> each.state() == State.REFUSED)
        .map(Health::describe)
        .toList();
  }

  /** Ends the streams; the loops have ended before. */
  @Override
  public void close() {
    sources.forEach(Source::close);
    resources.close();
  }
}
