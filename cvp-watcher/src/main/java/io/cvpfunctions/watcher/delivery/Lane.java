package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.Bell;
import io.cvpfunctions.watcher.delivery.Recorder.Recorded;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.state.Deliveries;
import io.cvpfunctions.watcher.state.Delivery;
import io.cvpfunctions.watcher.state.StateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One function's deliveries: in order per device, several devices at once, one batch at a time. Has
 * threads of its own, so that a slow function delays no other.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int WIDEST = 32;
  private static final long BATCH_BYTES = 512 * 1024;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final int TOO_MANY = 429;

  private final String function;
  private final Deliveries deliveries;
  private final Sender sender;
  private final Recorder recorder;
  private final DeliveryListener listener;
  private final Supplier<Subscription> subscription;
  private final Consumer<Set<String>> chained;
  private final Clock clock;

  private final Bell bell = new Bell();
  private final Width width = new Width(WIDEST);
  private final Hold hold;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ExecutorService attempts;
  private final Thread loop;
  private volatile int batchLimit = Integer.MAX_VALUE;
  private volatile boolean closed;

  /** What all lanes have in common. */
  record Gear(
      Deliveries deliveries,
      Sender sender,
      Recorder recorder,
      DeliveryListener listener,
      Clock clock) {}

  Lane(
      String function,
      Gear gear,
      Supplier<Subscription> subscription,
      Consumer<Set<String>> chained) {
    this.function = function;
    this.deliveries = gear.deliveries();
    this.sender = gear.sender();
    this.recorder = gear.recorder();
    this.listener = gear.listener();
    this.clock = gear.clock();
    this.subscription = subscription;
    this.chained = chained;
    this.hold = new Hold(clock);
    this.attempts = Executors.newCachedThreadPool(work -> new Thread(work, "attempt-" + function));
    this.loop = new Thread(this::run, "lane-" + function);
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

  boolean held() {
    return hold.on();
  }

  private void run() {
    while (!closed) {
      try {
        bell.await(round());
      } catch (StateException failed) {
        LOG.atError().setCause(failed).log("lane {}: {}", function, failed.getMessage());
        pause();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  /** Starts what can be started; returns how long nothing else will be due. */
  private Duration round() {
    Duration left = hold.left();
    if (!left.isZero()) return left;
    Subscription now = subscription.get();
    return now.batch() > 1 ? batchRound(now) : singleRound();
  }

  private Duration singleRound() {
    int free = (hold.on() ? 1 : width.now()) - inFlight.get();
    if (free <= 0) return IDLE;
    List<Delivery> claimed = deliveries.claim(function, free);
    for (Delivery each : claimed) start(List.of(each));
    return IDLE;
  }

  private Duration batchRound(Subscription now) {
    if (inFlight.get() > 0) return IDLE;
    int most = Math.min(now.batch(), batchLimit);
    if (hold.on()) most = 1;
    Duration window = windowLeft(now, most);
    if (!window.isZero()) return window;
    List<Delivery> claimed = deliveries.claimBatch(function, most, BATCH_BYTES);
    if (!claimed.isEmpty()) start(claimed);
    return IDLE;
  }

  /** A batch that is not full waits until its oldest event has waited for the window. */
  private Duration windowLeft(Subscription now, int most) {
    if (now.batchWindow().isZero() || most == 1) return Duration.ZERO;
    Deliveries.Due due = deliveries.due(function, most);
    if (due.count() == 0 || due.count() >= most) return Duration.ZERO;
    Duration left = Duration.between(clock.instant(), due.oldest().plus(now.batchWindow()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void start(List<Delivery> claimed) {
    inFlight.incrementAndGet();
    attempts.execute(
        () -> {
          try {
            attempt(claimed);
          } finally {
            inFlight.decrementAndGet();
            bell.ring();
          }
        });
  }

  private void attempt(List<Delivery> claimed) {
    String callId = UUID.randomUUID().toString();
    Instant begin = clock.instant();
    claimed.forEach(each -> listener.attempting(each, callId));
    try {
      Answer answer = sender.send(claimed, callId);
      judge(claimed, answer, callId, begin);
    } catch (CallFailedException failed) {
      if (failed.kind() == Kind.NOT_SENT) {
        turnAway(claimed, 0, failed.getMessage());
      } else {
        List<Result> none =
            claimed.stream().map(each -> Result.none(each, failed.getMessage())).toList();
        store(none, callId, begin);
      }
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).addKeyValue("callId", callId).log("lane {}: {}", function, bug);
      List<Result> none = claimed.stream().map(each -> Result.none(each, bug.toString())).toList();
      store(none, callId, begin);
    }
  }

  private void judge(List<Delivery> claimed, Answer answer, String callId, Instant begin) {
    if (claimed.size() == 1) {
      store(List.of(AnswerReader.single(claimed.get(0), answer)), callId, begin);
      return;
    }
    var results = AnswerReader.batch(claimed, answer);
    if (results.isPresent()) {
      batchLimit = batchLimit > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : batchLimit * 2;
      store(results.get(), callId, begin);
    } else {
      batchLimit = claimed.size() / 2;
      String why = "a batch of " + claimed.size() + " answered " + answer.status();
      stubbornly(() -> recorder.giveBack(claimed, answer.status(), why));
    }
  }

  private void turnAway(List<Delivery> claimed, int status, String why) {
    if (hold.turnedAway()) listener.held(function, status, why);
    stubbornly(() -> recorder.giveBack(claimed, status, why));
  }

  private void store(List<Result> results, String callId, Instant begin) {
    stubbornly(
        () -> {
          List<Recorded> recorded = recorder.record(results);
          Duration took = Duration.between(begin, clock.instant());
          recorded.forEach(each -> tell(each, callId, took));
          Set<String> steps = Recorder.steps(recorded);
          if (!steps.isEmpty()) chained.accept(steps);
        });
  }

  private void tell(Recorded recorded, String callId, Duration took) {
    Result result = recorded.result();
    Delivery delivery = result.delivery();
    int status = result.status();
    if (recorded.end() == Recorder.End.HELD) {
      if (hold.turnedAway()) listener.held(function, status, recorded.reason());
      return;
    }
    if (hold.reached()) listener.released(function);
    if (status == TOO_MANY) width.tooMuch();
    switch (recorded.end()) {
      case DONE -> {
        width.fine();
        listener.delivered(delivery, callId, status, took);
      }
      case AGAIN ->
          listener.retrying(delivery, callId, status, recorded.reason(), recorded.pause());
      default -> listener.deadLettered(delivery, status, recorded.reason());
    }
  }

  /** The function has judged, so the judgement is kept until the state takes it. */
  private void stubbornly(Runnable write) {
    while (true) {
      try {
        write.run();
        return;
      } catch (StateException failed) {
        LOG.atError().setCause(failed).log("lane {}: {}", function, failed.getMessage());
        if (closed) return;
        pause();
      }
    }
  }

  /** Starts nothing more. */
  void stop() {
    closed = true;
    bell.ring();
  }

  /** Waits for what is on its way. */
  void drain(Duration most) throws InterruptedException {
    loop.join(1_000);
    attempts.shutdown();
    attempts.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed = true;
    attempts.shutdownNow();
  }
}
