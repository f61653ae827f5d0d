package io.cvpfunctions.watcher;

import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.GatewayClient;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.delivery.Recorder;
import io.cvpfunctions.watcher.delivery.Sender;
import io.cvpfunctions.watcher.delivery.UpToDate;
import io.cvpfunctions.watcher.routing.Audience;
import io.cvpfunctions.watcher.routing.Scheduling;
import io.cvpfunctions.watcher.routing.TopicMapRefresh;
import io.cvpfunctions.watcher.routing.Whereabouts;
import io.cvpfunctions.watcher.state.Claims;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.HoldTable;
import io.cvpfunctions.watcher.state.Leases;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.QuietTable;
import io.cvpfunctions.watcher.state.StateException;
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
import java.util.Optional;
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
 * <p>Each part does its own work from the state alone, so any of them can die and begin again. Of
 * several replicas on one state all deliver, and one leads: only it looks, stores and routes.
 */
public final class Watcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  /** For attempts on their way; with what else has to end, less than the 30 s of Kubernetes. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private static final Duration LEASES = Duration.ofSeconds(5);

  private final WatcherSettings settings;
  private final String owner = UUID.randomUUID().toString();
  private final Optional<StateLock> lock;
  private final Database database;
  private final Gateway gateway;
  private final Lanes lanes;
  private final Leases leases;
  private final Leading leading;
  private final List<Loop> loops;
  private final StatusServer status;

  /** Puts the parts together, inside out; {@link #start} sets them going. */
  public Watcher(WatcherSettings settings, Clock clock) {
    this.settings = settings;
    lock = settings.state().address().file().map(StateLock::take);
    database = Database.open(settings.state().address());
    Metrics metrics = new Metrics();
    SteadyClock steady = new SteadyClock();
    DeliveryListener listener =
        new DeliveryListeners(new DeliveryLog(), new DeliveryMetrics(metrics, clock));
    Claims claims = new Claims(database, clock, owner, settings.delivery().settleTimeout());
    leases = leases(claims);
    GatewaySettings to = settings.gateway();
    gateway = GatewayClient.of(to.address(), to.user(), to.password());
    TopicMapRefresh topics =
        new TopicMapRefresh(gateway, new FunctionTable(database), to.topicsGrace(), steady);
    HoldTable holds = new HoldTable(database, clock);
    Whereabouts whereabouts = new Whereabouts(new QuietTable(database, clock));
    Scheduling scheduling = new Scheduling(topics::subscription, holds, whereabouts);
    Outbox outbox = new Outbox(database, clock, scheduling);
    Deliveries deliveries = new Deliveries(database, clock, owner);
    lanes = lanes(claims, outbox, deliveries, topics, listener, clock);
    Lookout.Shared shared =
        new Lookout.Shared(
            settings,
            database,
            outbox,
            topics,
            new Audience(holds, whereabouts),
            lanes,
            listener,
            metrics,
            clock,
            steady);
    leading = new Leading(database, term -> new Lookout(shared, term));
    TopicWatch topicWatch =
        new TopicWatch(topics, deliveries, lanes, listener, to.topicsInterval(), this::mapped);
    loops =
        List.of(
            new Loop("leader", Leading.interval(), leading::look),
            new Loop("topics", to.topicsInterval(), topicWatch::refresh),
            new Loop("leases", LEASES, this::lookAtLeases));
    Vitals vitals =
        new Vitals(loops, outbox, topics, leading, lanes, database, settings, clock, steady);
    vitals.declare(metrics);
    status = new StatusServer(settings.listen(), vitals::unhealthy, vitals::unready, metrics::text);
  }

  /** A lease outlasts an attempt, and the wait for the answer to be stored. */
  private Leases leases(Claims claims) {
    Duration lease = Sender.longest(settings.delivery().attemptTimeout()).plusSeconds(30);
    Leases watched = new Leases(database, claims, lease, System::nanoTime);
    if (database.single()) watched.endAll();
    return watched;
  }

  private Duration lookAtLeases() {
    database.agreeOnTime();
    int over = leases.look();
    if (over > 0) {
      LOG.atWarn()
          .addKeyValue("event", "leases.over")
          .log("{} deliveries whose attempts are gone are tried again", over);
    }
    return LEASES;
  }

  private void mapped() {
    leading.lookout().ifPresent(Lookout::wake);
  }

  private Lanes lanes(
      Claims claims,
      Outbox outbox,
      Deliveries deliveries,
      TopicMapRefresh topics,
      DeliveryListener listener,
      Clock clock) {
    var how = settings.delivery();
    Threads threads = new Threads(database, clock);
    Sender sender =
        new Sender(
            gateway,
            how.payloadSecret(),
            how.attemptTimeout(),
            threads,
            new UpToDate(database),
            clock);
    Recorder recorder = new Recorder(database, deliveries, outbox, threads, how.patience());
    return new Lanes(claims, sender, recorder, listener, topics::subscription);
  }

  /** Sets everything going. */
  public void start() {
    LOG.atInfo()
        .addKeyValue("event", "started")
        .addKeyValue("port", status.port())
        .addKeyValue("replica", owner)
        .log("watching {} for {}", settings.cloudVision().nodes(), gateway);
    loops.forEach(Loop::start);
  }

  /** Starts nothing more, lets what is on its way end, and lets go of everything. */
  @Override
  public void close() {
    LOG.atInfo().addKeyValue("event", "stopping").log("waiting for {} attempts", lanes.inFlight());
    long end = System.nanoTime() + DRAIN.toNanos();
    lanes.stop();
    loops.forEach(Loop::stop);
    leading.close();
    try {
      lanes.drain(Duration.ofNanos(end - System.nanoTime()));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    Loop.close(loops);
    lanes.close();
    status.close();
    endLeases();
    database.close();
    gateway.close();
    lock.ifPresent(StateLock::close);
    LOG.atInfo().addKeyValue("event", "stopped").log("stopped");
  }

  private void endLeases() {
    try {
      leases.endOwn();
    } catch (StateException away) {
      LOG.atWarn()
          .addKeyValue("event", "leases.kept")
          .log("others wait for the leases to end: {}", away.getMessage());
    }
  }
}
