package io.cvpfunctions.watcher;

import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Inventory;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.GatewayClient;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.delivery.Recorder;
import io.cvpfunctions.watcher.delivery.Sender;
import io.cvpfunctions.watcher.routing.Router;
import io.cvpfunctions.watcher.routing.TopicMapRefresh;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.StateLock;
import io.cvpfunctions.watcher.state.Threads;
import io.cvpfunctions.watcher.telemetry.DeliveryListeners;
import io.cvpfunctions.watcher.telemetry.DeliveryLog;
import io.cvpfunctions.watcher.telemetry.DeliveryMetrics;
import io.cvpfunctions.watcher.telemetry.Loop;
import io.cvpfunctions.watcher.telemetry.Metrics;
import io.cvpfunctions.watcher.telemetry.StatusServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running watcher: looks at CloudVision, stores what changed, routes it, delivers it.
 *
 * <pre>{@code
 * poller ─▶ outbox ─▶ router ─▶ lanes ─▶ gateway
 *              ▲                  │
 *              └── chain steps ◀──┘
 * }</pre>
 *
 * <p>Each part does its own work from the state alone, so any of them can die and begin again.
 */
public final class Watcher implements AutoCloseable {
  /** The dimension that CloudVision's own containers are in. */
  public static final String CONTAINER_DIMENSION = "container";

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration ROUTING = Duration.ofSeconds(1);

  private final StateLock lock;
  private final Database database;
  private final CloudVision cloudVision;
  private final Gateway gateway;
  private final Lanes lanes;
  private final List<Loop> loops;
  private final StatusServer status;

  /** Puts the parts together, inside out; {@link #start} sets them going. */
  public Watcher(WatcherSettings settings, Clock clock) {
    lock = StateLock.take(settings.state().url());
    database = Database.open(settings.state().url());
    Metrics metrics = new Metrics();
    DeliveryListener listener =
        new DeliveryListeners(new DeliveryLog(), new DeliveryMetrics(metrics, clock));

    Outbox outbox = new Outbox(database, clock);
    Deliveries deliveries = deliveries(settings, clock);
    GatewaySettings to = settings.gateway();
    gateway = GatewayClient.of(to.address(), to.user(), to.password());
    TopicMapRefresh topics =
        new TopicMapRefresh(
            gateway, new FunctionTable(database), settings.gateway().topicsGrace(), clock);
    lanes = lanes(settings, outbox, deliveries, topics, listener, clock);
    Router router = new Router(database, outbox, topics, lanes, listener);
    Loop routing = new Loop("router", ROUTING, clock, () -> route(router));

    CloudVisionSettings cv = settings.cloudVision();
    cloudVision = new CloudVision(cv.nodes(), cv.credentials(), cv.trust(), clock);
    EventMaker events = new EventMaker(cv.source());
    Warnings warnings = new Warnings(database, outbox, events, clock, routing::wake);
    PollSource source =
        new PollSource(
            new Inventory(cloudVision, clock)::read,
            new PlacementTable(database, CONTAINER_DIMENSION),
            database,
            outbox,
            events,
            cv.limit(),
            cv.rules());
    Poller poller = new Poller(source, cv.pollInterval(), warnings, metrics, routing::wake, clock);
    Duration topicsInterval = settings.gateway().topicsInterval();
    TopicWatch topicWatch =
        new TopicWatch(topics, deliveries, lanes, listener, topicsInterval, routing::wake);
    Housekeeping housekeeping =
        new Housekeeping(outbox, warnings, cv.credentials(), settings.state().retention(), clock);

    loops =
        List.of(
            routing,
            new Loop("topics", topicsInterval, clock, topicWatch::refresh),
            new Loop("poll", cv.pollInterval(), clock, poller::poll),
            new Loop("housekeeping", Housekeeping.interval(), clock, housekeeping::tidy));
    Vitals vitals = new Vitals(loops, outbox, topics, poller, lanes, settings, clock);
    vitals.declare(metrics);
    status = new StatusServer(settings.listen(), vitals::unhealthy, vitals::unready, metrics::text);
  }

  /** The lease outlasts an attempt, and the wait for the answer to be stored. */
  private Deliveries deliveries(WatcherSettings settings, Clock clock) {
    Duration attempt = Sender.longest(settings.delivery().attemptTimeout());
    Duration lease = attempt.plusSeconds(30);
    Deliveries deliveries = new Deliveries(database, clock, UUID.randomUUID().toString(), lease);
    deliveries.releaseAll();
    return deliveries;
  }

  private Lanes lanes(
      WatcherSettings settings,
      Outbox outbox,
      Deliveries deliveries,
      TopicMapRefresh topics,
      DeliveryListener listener,
      Clock clock) {
    var how = settings.delivery();
    Threads threads = new Threads(database, clock);
    Sender sender = new Sender(gateway, how.payloadSecret(), how.attemptTimeout(), threads, clock);
    Recorder recorder = new Recorder(database, deliveries, outbox, threads, how.patience(), clock);
    return new Lanes(deliveries, sender, recorder, listener, clock, topics::subscription);
  }

  private static Duration route(Router router) {
    return router.routeSome() ? Duration.ZERO : ROUTING;
  }

  /** Sets everything going. */
  public void start() {
    LOG.atInfo()
        .addKeyValue("event", "started")
        .addKeyValue("port", status.port())
        .log("watching {} for {}", cloudVision, gateway);
    loops.forEach(Loop::start);
  }

  /** Where /healthz, /readyz and /metrics are. */
  public int statusPort() {
    return status.port();
  }

  /** Starts nothing more, lets what is on its way end, and lets go of everything. */
  @Override
  public void close() {
    LOG.atInfo().addKeyValue("event", "stopping").log("waiting for {} attempts", lanes.inFlight());
    loops.forEach(Loop::stop);
    try {
      lanes.drain(DRAIN);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    loops.forEach(Loop::close);
    lanes.close();
    status.close();
    database.close();
    gateway.close();
    cloudVision.close();
    lock.close();
    LOG.atInfo().addKeyValue("event", "stopped").log("stopped");
  }
}
