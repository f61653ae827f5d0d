package io.cvpfunctions.watcher;

import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.delivery.DeliveryListener;
import io.cvpfunctions.watcher.delivery.Lanes;
import io.cvpfunctions.watcher.routing.Audience;
import io.cvpfunctions.watcher.routing.Router;
import io.cvpfunctions.watcher.routing.TopicMapRefresh;
import io.cvpfunctions.watcher.sources.Sources;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.Term;
import io.cvpfunctions.watcher.telemetry.Loop;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that only the leader does, for one term: looks at CloudVision, stores what changed, routes
 * it.
 *
 * <p>It begins from the state alone, so it never matters who led before. Whatever it stores goes
 * through its term.
 */
final class Lookout implements AutoCloseable {
  private static final Duration ROUTING = Duration.ofSeconds(1);

  private final CloudVision cloudVision;
  private final Sources sources;
  private final Loop routing;
  private final List<Loop> loops;

  /** What a leader shares with the replica that it is. */
  record Shared(
      WatcherSettings settings,
      Database database,
      Outbox outbox,
      TopicMapRefresh topics,
      Audience audience,
      Lanes lanes,
      DeliveryListener listener,
      Metrics metrics,
      Clock clock,
      Clock steady) {}

  /** Puts the parts together, inside out; {@link #start} sets them going. */
  Lookout(Shared shared, Term term) {
    Clock clock = shared.clock();
    Database database = shared.database();
    Outbox outbox = shared.outbox();
    Metrics metrics = shared.metrics().during(term::lasts);
    Router router =
        new Router(
            term, outbox, shared.topics(), shared.audience(), shared.lanes(), shared.listener());
    routing = new Loop("router", ROUTING, () -> route(router));
    CloudVisionSettings cv = shared.settings().cloudVision();
    Clock steady = shared.steady();
    cloudVision = new CloudVision(cv.nodes(), cv.credentials(), cv.trust(), steady);
    EventMaker events = new EventMaker(cv.source());
    Warnings warnings = new Warnings(database, term, outbox, events, clock, steady, routing::wake);
    sources =
        new Sources(
            cv,
            cloudVision,
            database,
            term,
            outbox,
            events,
            warnings,
            metrics,
            routing::wake,
            clock,
            steady);
    Duration retention = shared.settings().state().retention();
    Housekeeping housekeeping =
        new Housekeeping(
            outbox, warnings, cv.credentials(), retention, shared.lanes()::held, clock, steady);
    loops = new ArrayList<>(sources.loops());
    loops.add(routing);
    loops.add(new Loop("housekeeping", Housekeeping.interval(), housekeeping::tidy));
  }

  private static Duration route(Router router) {
    return router.routeSome() ? Duration.ZERO : ROUTING;
  }

  void start() {
    loops.forEach(Loop::start);
  }

  /** There may be something to route. */
  void wake() {
    routing.wake();
  }

  List<Loop> loops() {
    return loops;
  }

  /** When CloudVision last gave a good answer, by the steady clock; empty before the first. */
  Optional<Instant> lastGood() {
    return sources.lastGood();
  }

  /** What a person has to mend before a source sees. */
  List<String> refused() {
    return sources.refused();
  }

  /** Begins nothing more. */
  void stop() {
    loops.forEach(Loop::stop);
  }

  @Override
  public void close() {
    Loop.close(loops);
    sources.close();
    cloudVision.close();
  }
}
