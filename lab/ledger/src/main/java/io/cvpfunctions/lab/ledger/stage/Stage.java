package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Node;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.ledger.book.CloudVisionEventCheck;
import io.cvpfunctions.lab.ledger.book.Interruption;
import io.cvpfunctions.lab.ledger.book.Ledger;
import io.cvpfunctions.lab.ledger.book.TagCheck;
import io.cvpfunctions.lab.ledger.book.ViewCheck;
import io.cvpfunctions.lab.ledger.clock.ClockSetting;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * CloudVision, the gateway with its functions, the state and the watcher: all that can be played.
 */
public final class Stage implements AutoCloseable {
  private static final int CONTAINERS = 6;
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration DEBOUNCE = Duration.ofMillis(300);
  private static final Duration A_WHILE = Duration.ofSeconds(4);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  /** After a long run a delivery may have to wait for 5 minutes, the longest pause there is. */
  private static final Duration LONGEST_PAUSES = Duration.ofMinutes(12);

  private static final String EVENTS_BASELINE = "CloudVision events are active; of these";
  private static final String BASELINE = "nothing is told until one moves";
  private static final String TAGS_BASELINE = "\"dimension\":\"tag:" + Network.LABEL + "\"";

  private final CloudVisionSimulator cloudVision;
  private final Network network;
  private final Alarms alarms;
  private final FaasGateway gateway;
  private final Functions functions;
  private final State state;
  private final Replicas replicas;
  private final Looks looks;
  private final ClockSetting clock;
  private final QuietCommand quiet;
  private final Path folder;
  private final Faults faults;
  private final Notes notes = new Notes(ATTEMPT.plusSeconds(1));
  private final List<Interruption> interruptions = new CopyOnWriteArrayList<>();
  private Instant lockedAt;

  /** Builds everything in that folder; nothing is started. */
  public Stage(Path repository, Path folder, Setup setup) {
    this.folder = folder;
    cloudVision = CloudVisionSimulator.builder().generation(setup.generation()).start();
    cloudVision.addNode();
    network = new Network(cloudVision, setup, CONTAINERS);
    alarms = new Alarms(cloudVision, network.history().cloudVisionEvents());
    gateway =
        FaasGateway.builder()
            .credentials(WatcherFlags.USER, WatcherFlags.PASSWORD)
            .keep(1)
            .listener(notes::called)
            .unheard(notes::unheard)
            .start();
    functions = new Functions(gateway, notes);
    state =
        setup.postgres()
            ? new PostgresState()
            : new SqliteState(folder.resolve("state/cvp-watcher.db"));
    state.onLeaderCut(() -> deposed(Instant.now()));
    looks = new Looks(cloudVision, setup.generation());
    faults = new Faults(cloudVision, gateway, looks, setup.generation());
    clock = new ClockSetting(folder.resolve("clock"));
    Map<String, String> flags = flags(setup);
    replicas = new Replicas(repository, folder, flags, setup, clock);
    quiet = new QuietCommand(repository, folder.resolve("quiet.log"), flags);
  }

  private Map<String, String> flags(Setup setup) {
    WatcherFlags flags =
        WatcherFlags.to(cloudVision, gateway, folder)
            .with("--state", state.url())
            .with("--poll-interval", "200ms")
            .with("--debounce", DEBOUNCE.toMillis() + "ms")
            .with("--tag-labels", Network.LABEL)
            .with("--topics-interval", "300ms")
            .with("--attempt-timeout", ATTEMPT.toSeconds() + "s");
    if (setup.postgres()) {
      flags.withFile("--state-user-file", PostgresState.USER);
      flags.withFile("--state-password-file", PostgresState.PASSWORD);
    }
    setup.flags().forEach(flags::with);
    return flags.all();
  }

  public CloudVisionSimulator cloudVision() {
    return cloudVision;
  }

  public Network network() {
    return network;
  }

  public Alarms alarms() {
    return alarms;
  }

  public FaasGateway gateway() {
    return gateway;
  }

  public State state() {
    return state;
  }

  public Functions functions() {
    return functions;
  }

  /** What can be ordered to go wrong with answers. */
  public Faults faults() {
    return faults;
  }

  /** All that the watcher has logged. */
  public String logged() {
    return replicas.logged();
  }

  /** How often the watcher ended though nobody had killed it. */
  public int unbidden() {
    return replicas.unbidden();
  }

  /** Starts the watcher, and waits until it knows where everything is. */
  public void open() {
    replicas.start();
    await("the baseline", () -> replicas.started() && replicas.logged().contains(BASELINE));
    if (!alarms.streamed()) return;
    await("that of CloudVision events", () -> replicas.logged().contains(EVENTS_BASELINE));
    await("that of tags", () -> replicas.logged().contains(TAGS_BASELINE));
  }

  /**
   * Kills a watcher in the middle of its work, and starts it again.
   *
   * @param calls how many it must have made since it was started, if there is as much to do; 0 for
   *     a kill at once, be it before it has begun
   */
  public void kill(int number, int calls) {
    if (calls > 0 && !state.locked()) {
      await("the start", replicas::started);
      int before = notes.count();
      settled(A_WHILE, () -> notes.count() >= before + calls);
    }
    kill(replicas.get(number));
  }

  /** Kills the one that leads; while nobody can write, there may be none until that is over. */
  public void killLeader() {
    if (!state.locked()) await("a leader", () -> replicas.leader().isPresent());
    replicas.leader().ifPresent(this::kill);
  }

  private void kill(WatcherProcess watcher) {
    Instant from = Instant.now();
    watcher.kill();
    Set<String> inFlight = state.inFlight(watcher.replica());
    interruptions.add(Interruption.kill(from, Instant.now(), inFlight));
    watcher.start();
  }

  /** The server ends the session by which one of them leads. */
  public void endLeader() {
    Instant from = Instant.now();
    state.endLeader();
    deposed(from);
  }

  /** Somebody else holds the database from now on. */
  public void lock() {
    if (lockedAt == null) lockedAt = Instant.now();
    state.lock();
  }

  /** Nobody does. */
  public void unlock() {
    state.unlock();
    if (lockedAt != null) deposed(lockedAt);
    lockedAt = null;
  }

  /** A server of CloudVision is gone, and whatever it was about to say. */
  public void nodeDown(int node) {
    Instant from = Instant.now();
    cloudVision.node(node).down();
    blinded(from);
  }

  private void blinded(Instant from) {
    interruptions.add(Interruption.blinded(from, Instant.now()));
  }

  /** One that is alone has nobody who could lead in its place. */
  private void deposed(Instant from) {
    Instant until = Instant.now();
    interruptions.add(
        replicas.several() ? Interruption.deposed(from, until) : Interruption.blinded(from, until));
  }

  /** People want no message about a container for a while. */
  public void quiet(int container, int seconds) {
    quiet.add(network.name(container), seconds + "s");
  }

  /** Somebody sets the clock that the watcher looks at. */
  public void clockOff(Duration by) {
    blinded(Instant.now());
    clock.off(by);
  }

  /** What ended by itself is started again, as an orchestrator would. */
  public void tend() {
    replicas.tend();
  }

  /** Every connection to the gateway ends, and no other is taken. */
  public void cut() {
    Instant from = Instant.now();
    gateway.down();
    interruptions.add(Interruption.cut(from, Instant.now()));
  }

  /** The gateway listens again. */
  public void mend() {
    gateway.up();
  }

  /** Ends all trouble that is left. */
  public void calm() {
    faults.close();
    gateway.clearFaults().up();
    functions.deployAll();
    unlock();
    state.calm();
    cloudVision.up();
    network.settleAll();
    for (Node each : cloudVision.nodes()) {
      each.http().heal();
      each.grpc().heal();
    }
    cloudVision.snapshot(Snapshot.COMPLETE);
  }

  /** Waits until all that was so has been told, and then until nothing waits any more. */
  public boolean settle() {
    return settled(LONGEST_PAUSES, () -> allTold() && state.waiting() == 0);
  }

  private boolean allTold() {
    Ledger ledger = ledger();
    return ViewCheck.told(ledger) && CloudVisionEventCheck.told(ledger) && TagCheck.told(ledger);
  }

  private boolean settled(Duration most, BooleanSupplier quiet) {
    long end = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < end) {
      tend();
      if (quiet.getAsBoolean()) return true;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return false;
  }

  private void await(String what, BooleanSupplier so) {
    if (!settled(LONG_ENOUGH, so)) throw new IllegalStateException("waited in vain for " + what);
  }

  /**
   * Ends the watcher as an orchestrator does; what it stored in its last moment, such as a warning
   * of its own, is for the next to deliver. False where it would not end.
   */
  public boolean terminate() throws InterruptedException {
    if (!replicas.terminate()) return false;
    if (state.waiting() == 0) return true;
    replicas.start();
    return settle() && terminate();
  }

  /** Everything that was written down so far. */
  public Ledger ledger() {
    return new Ledger(
        functions.subscribers(),
        state.outbox(),
        state.stored(),
        state.planned(),
        notes.receipts(),
        state.deadLetters(),
        state.withheld(),
        state.quiets(),
        List.copyOf(interruptions),
        network.history(),
        looks.all(),
        DEBOUNCE,
        clock.jumped(),
        Instant.now());
  }

  @Override
  public void close() {
    quiet.close();
    replicas.close();
    state.close();
    gateway.close();
    cloudVision.close();
  }
}
