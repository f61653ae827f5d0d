package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.sources.Authority.Offer;
import io.cvpfunctions.watcher.sources.Dimension.Looked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls CloudVision's inventory: the source {@code poll}. */
final class Poller implements Source {
  /** What events say they were seen by. */
  static final String NAME = "poll";

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration SPACING = Duration.ofMillis(250);
  private static final Duration AFTER_HINT = Duration.ofSeconds(1);

  private final Function<Set<String>, Optional<Snapshot>> look;
  private final Dimension container;
  private final Authority authority;
  private final Whereabouts whereabouts;
  private final Settling settling;
  private final Telling telling;
  private final Health health;
  private final Runnable wake;
  private final Duration interval;
  private final PollCounts counts;
  private final boolean demanded;
  private final Clock steady;

  private long hintsAfter = System.nanoTime();
  private int failures;
  private volatile boolean hinted;

  /**
   * {@code look} reads a snapshot, given the devices known so far; empty where there is no
   * inventory to be had. {@code wake} is run where a step is worth while.
   */
  Poller(
      Function<Set<String>, Optional<Snapshot>> look,
      Shared shared,
      Dimension container,
      Health health,
      Runnable wake,
      Duration interval,
      boolean demanded) {
    this.look = look;
    this.container = container;
    this.authority = shared.authority();
    this.whereabouts = shared.whereabouts();
    this.settling = shared.settling();
    this.telling = shared.telling();
    this.counts = new PollCounts(shared.metrics());
    this.steady = shared.steady();
    this.health = health;
    this.wake = wake;
    this.interval = interval;
    this.demanded = demanded;
  }

  /** Somebody has heard of a change: it may take a moment until REST shows it. */
  void hint() {
    hinted = true;
    wake.run();
  }

  /** Looks once, and says how long to wait until the next look. */
  @Override
  public Duration step() {
    boolean again = hinted;
    long now = System.nanoTime();
    if (again && now - hintsAfter < 0) return Duration.ofNanos(hintsAfter - now);
    hinted = false;
    hintsAfter = now + SPACING.toNanos();
    try {
      Optional<Snapshot> seen = look.apply(container.devices());
      if (seen.isEmpty()) return untilThen(nothing());
      good(seen.get());
      return again ? shorter(pause(), AFTER_HINT) : pause();
    } catch (CallFailedException failed) {
      return untilThen(failed(failed));
    }
  }

  /** A hint is no reason to ask sooner where there was no answer. */
  private Duration untilThen(Duration pause) {
    hintsAfter = System.nanoTime() + pause.toNanos();
    return pause;
  }

  /** There is no inventory: for good, unless it was there before. */
  private Duration nothing() {
    authority.rest(Offer.NONE);
    String what =
        "CloudVision: offers no inventory: is Network Provisioning on, and is this CloudVision?";
    boolean alone = authority.leader().isEmpty();
    if (authority.restMayReturn()) health.failed("refuses", what);
    else health.notOffered(what, demanded || alone);
    counts.failed();
    return seldom();
  }

  private Duration seldom() {
    return shorter(LONGEST_PAUSE, interval.multipliedBy(6));
  }

  private void good(Snapshot snapshot) {
    failures = 0;
    authority.rest(snapshot.onlyUndefined() ? Offer.ONLY_UNDEFINED : Offer.CONTAINERS);
    whereabouts.listed(snapshot);
    Optional<String> leader = authority.leader();
    if (leader.filter(NAME::equals).isPresent()) lead(snapshot);
    else follow(leader);
    counts.good(snapshot);
    settling.review();
  }

  private void lead(Snapshot snapshot) {
    if (snapshot.onlyUndefined() && container.knowsContainers()) throw switchedOff();
    Looked looked = container.look(snapshot, NAME);
    if (looked.baseline()) baseline(snapshot, looked.told().size());
    telling.of(looked, NAME, Sources.CONTAINER);
    health.good("sees every device and container");
  }

  private void follow(Optional<String> leader) {
    if (authority.restMayReturn()) throw switchedOff();
    String what = "lists no container but Undefined";
    leader.ifPresentOrElse(
        who -> health.good(what + "; " + who + " has them"),
        () -> health.interrupted(what + ", and waits for provisioned"));
  }

  private static CallFailedException switchedOff() {
    String what = "lists no container but Undefined: was Network Provisioning switched off?";
    return CallFailedException.of("CloudVision", Kind.OPERATOR, what);
  }

  private static void baseline(Snapshot snapshot, int told) {
    int devices = snapshot.placements().size();
    int containers = snapshot.containers();
    String what = told == 0 ? "nothing is told until one moves" : "of these, " + told + " are told";
    LOG.atInfo()
        .addKeyValue("event", "baseline")
        .addKeyValue("source", NAME)
        .addKeyValue("devices", devices)
        .addKeyValue("containers", containers)
        .log("{} devices in {} containers; {}", devices, containers, what);
  }

  /** Sooner than usual where something seen wants a second look. */
  private Duration pause() {
    Optional<Instant> due = container.nextDue();
    if (due.isEmpty()) return interval;
    Duration left = Duration.between(steady.instant(), due.get()).plus(SOON);
    return left.compareTo(SOON) < 0 ? SOON : shorter(left, interval);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration failed(CallFailedException failed) {
    failures++;
    counts.failed();
    if (failed.kind() == Kind.OPERATOR) authority.rest(Offer.NONE);
    if (authority.leader().filter(ProvisionedSource.NAME::equals).isPresent()) {
      health.notOffered(failed.getMessage(), demanded);
      return seldom();
    }
    String kind =
        switch (failed.kind()) {
          case NOT_SENT, NO_ANSWER, OUT_OF_TIME -> "unreachable";
          case OPERATOR -> "refuses";
          default -> "broken";
        };
    health.failed(kind, failed.getMessage());
    Duration backoff = interval.multipliedBy(1L << Math.min(6, failures - 1));
    return shorter(backoff, LONGEST_PAUSE.compareTo(interval) > 0 ? LONGEST_PAUSE : interval);
  }
}
