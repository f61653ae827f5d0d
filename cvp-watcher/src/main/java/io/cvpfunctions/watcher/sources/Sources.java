package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.Warnings;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.SourceSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Inventory;
import io.cvpfunctions.watcher.cloudvision.Tasks;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.state.CloudVisionEventTable;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PendingTable;
import io.cvpfunctions.watcher.state.ReleaseTable;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.telemetry.Loop;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that watches CloudVision: one loop for each source, put together from the settings.
 * Begins from what is stored, so it is made anew whenever this replica is to lead.
 */
public final class Sources implements AutoCloseable {
  /** The dimension that CloudVision's own containers are in. */
  public static final String CONTAINER = "container";

  /** The dimension that stands in for them where there are none. */
  public static final String STAND_IN = Dimensions.tag(Placement.STAND_IN_LABEL);

  /** What the sources are called. */
  public static final List<String> NAMES =
      List.of(Poller.NAME, ProvisionedSource.NAME, TagsSource.NAME, EventsSource.NAME);

  private final CloudVisionSettings cv;
  private final SourceSettings settings;
  private final CloudVision cloudVision;
  private final Database database;
  private final Term term;
  private final Outbox outbox;
  private final EventMaker events;
  private final Metrics metrics;
  private final Clock clock;

  private final Resources resources;
  private final Shared shared;
  private final Streaming streaming;
  private final Dimensions dimensions;
  private final Healths healths;
  private final SourceLoops loops;
  private Runnable hint = () -> {};
  private Runnable releaseEvents = () -> {};

  /**
   * {@code stored} is run whenever there are new events to route; {@code steady} is a clock that
   * nobody sets, for pauses and for what has to last.
   */
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
      Clock clock,
      Clock steady) {
    this.cv = cv;
    this.settings = cv.sources();
    this.cloudVision = cloudVision;
    this.database = database;
    this.term = term;
    this.outbox = outbox;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
    this.resources = new Resources(cloudVision.nodes(), settings.grpcPort(), cv.trust());
    this.shared = share(new Telling(warnings, metrics, stored, clock), steady);
    this.streaming = new Streaming(resources, metrics, steady);
    this.healths = new Healths(warnings, clock, steady);
    this.loops = new SourceLoops(healths, cv.pollInterval());
    this.dimensions =
        new Dimensions(
            database,
            term,
            outbox,
            events,
            cv.rules(),
            shared.settling(),
            shared.whereabouts(),
            steady);
    Inventory inventory = new Inventory(cloudVision, clock);
    ContainerLimit limit =
        settings.subtree() ? cv.limit().withSubtree(inventory::tree) : cv.limit();
    Dimension container = dimensions.of(CONTAINER, limit);
    if (on(Poller.NAME)) poll(inventory, container);
    if (streams()) stream(container);
    loops.add(new Releases(new ReleaseTable(database, clock), this::release).loop());
    healths.declare(metrics);
  }

  private boolean on(String source) {
    return settings.enabled().contains(source);
  }

  private boolean streams() {
    return on(ProvisionedSource.NAME) || on(TagsSource.NAME) || on(EventsSource.NAME);
  }

  private void stream(Dimension container) {
    StreamSources streams =
        new StreamSources(
            cv, streaming, shared, dimensions, healths, loops, cloudVision::standing, hint);
    DeviceStream devices = streams.devices();
    if (on(ProvisionedSource.NAME)) streams.provisioned(devices, container);
    if (on(TagsSource.NAME)) streams.tags(devices);
    if (on(EventsSource.NAME)) events(streams, devices);
  }

  private void events(StreamSources streams, DeviceStream devices) {
    EventRecords records = new EventRecords(new CloudVisionEventTable(database));
    EventTelling telling =
        new EventTelling(records, term, outbox, events, shared.whereabouts(), shared.telling());
    releaseEvents = streams.events(devices, records, telling)::release;
  }

  private Shared share(Telling telling, Clock steady) {
    Whereabouts whereabouts = new Whereabouts();
    Enquiry enquiry = new Enquiry(() -> Tasks.read(cloudVision), resources::inSyncIfReached);
    Settling settling =
        new Settling(
            enquiry,
            whereabouts,
            new PendingTable(database),
            term,
            settings.settleTimeout(),
            cv.pollInterval(),
            clock,
            steady);
    Authority authority =
        new Authority(
            on(Poller.NAME), on(ProvisionedSource.NAME), cv.rules().removeAfter(), steady);
    return new Shared(authority, whereabouts, settling, telling, metrics, clock, steady);
  }

  private void poll(Inventory inventory, Dimension container) {
    if (container.ledByKeys()) shared.authority().restLed();
    Health health = healths.of(Poller.NAME, "cloudvision");
    Poller poller =
        loops.add(
            Poller.NAME,
            health,
            wake ->
                new Poller(
                    inventory::read,
                    shared,
                    container,
                    health,
                    wake,
                    cv.pollInterval(),
                    !settings.auto()));
    hint = poller::hint;
  }

  private void release() {
    dimensions.release(shared.telling()::warnedOf);
    releaseEvents.run();
    loops.wake();
  }

  /** The loops, one for each source, to be started and stopped by whoever leads. */
  public List<Loop> loops() {
    return loops.all();
  }

  /** When CloudVision last gave any source a good answer, by the steady clock; empty before. */
  public Optional<Instant> lastGood() {
    return healths.lastGood();
  }

  /** What a person has to mend. */
  public List<String> refused() {
    return healths.refused();
  }

  /** Ends the streams; the loops have ended before. */
  @Override
  public void close() {
    loops.closeSources();
    resources.close();
  }
}
