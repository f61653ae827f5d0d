package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.watcher.Bell;
import io.cvpfunctions.watcher.SteadyClock;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.state.Claims;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One function's deliveries: in order per device, several devices at once, or one batch at a time.
 * Has threads of its own, so that a slow function delays no other.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long BATCH_BYTES = 512 * 1024;

  /** Deliveries become due, and other processes replay dead letters, without ringing. */
  private static final Duration IDLE = Duration.ofMillis(500);

  /** Sent later than that after the claim, it might not end within its lease. */
  private static final Duration STALE = Duration.ofSeconds(20);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String function;
  private final Gear gear;
  private final Supplier<Subscription> subscription;
  private final Consumer<Set<String>> chained;
  private final Pace pace;
  private final Bell bell = new Bell();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ExecutorService attempts;
  private final Thread loop;
  private volatile boolean closed;

  /** What all lanes have in common. */
  record Gear(
      Claims claims,
      Sender sender,
      Recorder recorder,
      DeliveryListener listener,
      ThreadFactory threads,
      LongSupplier nanos) {}

  /** {@code chained} is told of functions that the answers made new deliveries for. */
  Lane(
      String function,
      Gear gear,
      Supplier<Subscription> subscription,
      Consumer<Set<String>> chained) {
    this.function = function;
    this.gear = gear;
    this.subscription = subscription;
    this.chained = chained;
    this.pace = new Pace(new SteadyClock());
    this.attempts = Executors.newCachedThreadPool(this::attempting);
    this.loop = new Thread(this::run, "lane-" + function);
  }

  private Thread attempting(Runnable work) {
    Thread thread = gear.threads().newThread(work);
    thread.setName("attempt-" + function);
    return thread;
  }

  void start() {
    loop.start();
  }

  /** There may be something new to deliver. */
  void wake() {
    bell.ring();
  }

  int inFlight() {
    return inFlight.get();
  }

  /** Whether its thread is there, or is not to be any more. */
  boolean alive() {
    return closed || loop.isAlive();
  }

  boolean held() {
    return pace.held();
  }

  private void run() {
    while (!closed) {
      try {
        bell.await(roundSafely());
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private Duration roundSafely() {
    try {
      return round();
    } catch (RuntimeException failed) {
      LOG.atError().setCause(failed).log("lane {}: {}", function, failed.getMessage());
      return AFTER_FAILURE;
    }
  }

  /** Starts what can be started; returns how long nothing else will be due. */
  private Duration round() {
    if (pace.held() && !gear.claims().waits(function) && pace.emptied()) {
      gear.listener().released(function);
    }
    Duration left = pace.left();
    if (!left.isZero()) return left;
    Subscription now = subscription.get();
    if (pace.held()) return heldRound(now);
    return now.batch() > 1 ? batchRound(now) : singleRound(now);
  }

  /**
   * One event is tried, each time another device's: what only one is refused for holds no other.
   */
  private Duration heldRound(Subscription now) {
    boolean batches = now.batch() > 1;
    if (pace.free(inFlight.get()) <= 0 || (batches && inFlight.get() > 0)) return IDLE;
    List<Delivery> claimed =
        gear.claims().claimNext(function, pace.tried(), batches, now.settled());
    if (claimed.isEmpty()) return IDLE;
    pace.trying(claimed.get(0).seq());
    start(claimed);
    return IDLE;
  }

  private Duration singleRound(Subscription now) {
    int free = pace.free(inFlight.get());
    if (free <= 0) return IDLE;
    for (Delivery each : gear.claims().claim(function, free, now.settled())) start(List.of(each));
    return IDLE;
  }

  private Duration batchRound(Subscription now) {
    if (inFlight.get() > 0) return IDLE;
    int most = pace.batch(now.batch());
    Duration window = windowLeft(now, most);
    if (!window.isZero()) return window;
    List<Delivery> claimed = gear.claims().claimBatch(function, most, BATCH_BYTES, now.settled());
    if (!claimed.isEmpty()) start(claimed);
    return IDLE;
  }

  /**
   * A batch that is not full waits until its oldest event has waited for the window; a longer wait
   * would mean that the clock by which it was put off was set back.
   */
  private Duration windowLeft(Subscription now, int most) {
    if (now.batchWindow().isZero() || most == 1) return Duration.ZERO;
    Claims.Due due = gear.claims().due(function, most, now.settled());
    if (due.count() == 0 || due.count() >= most) return Duration.ZERO;
    Duration left = now.batchWindow().minus(due.since());
    boolean over = left.isNegative() || left.compareTo(now.batchWindow()) > 0;
    return over ? Duration.ZERO : left;
  }

  private void start(List<Delivery> claimed) {
    Place place = new Place(inFlight, bell::ring);
    try {
      long claimedAt = gear.nanos().getAsLong();
      attempts.execute(() -> attempt(claimed, place, claimedAt));
    } catch (RejectedExecutionException closing) {
      ended(claimed, place);
    } catch (OutOfMemoryError noThread) {
      notBegun(claimed, place, "no thread for an attempt: " + noThread.getMessage());
    }
  }

  /** Costs no attempt, since none was made; the lane is held, lest it try again and again. */
  private void notBegun(List<Delivery> claimed, Place place, String why) {
    try {
      new Attempt(claimed, gear, pace, place, chained).turnAway(why);
    } finally {
      ended(claimed, place);
    }
  }

  private void attempt(List<Delivery> claimed, Place place, long claimedAt) {
    try {
      if (gear.nanos().getAsLong() - claimedAt > STALE.toNanos()) leave(claimed);
      else new Attempt(claimed, gear, pace, place, chained).make();
    } catch (Throwable broken) {
      giveBack(claimed, broken);
    } finally {
      ended(claimed, place);
    }
  }

  /** Another replica may have taken it over, and a later event of the device been told already. */
  private void leave(List<Delivery> claimed) {
    gear.recorder().giveBack(claimed, 0, "this watcher stood still before it was sent");
  }

  private void ended(List<Delivery> claimed, Place place) {
    gear.claims().finished(claimed);
    place.free();
  }

  /** Whatever went wrong, what was claimed is not to be kept from everybody for good. */
  private void giveBack(List<Delivery> claimed, Throwable broken) {
    LOG.atError().setCause(broken).log("attempt of {}: {}", function, broken.toString());
    List<Result> none = claimed.stream().map(d -> Result.none(d, broken.toString())).toList();
    gear.recorder().record(none, Set.of(), Duration.ZERO);
  }

  /** Starts nothing more. */
  void stop() {
    closed = true;
    bell.ring();
  }

  /** Waits for what is on its way. */
  void drain(Duration most) throws InterruptedException {
    loop.join(most.toMillis());
    attempts.shutdown();
    attempts.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    stop();
    attempts.shutdownNow();
    loop.interrupt();
  }
}
