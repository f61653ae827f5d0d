package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.state.Claims;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The lane of every function that something was ever to be delivered to. Thread-safe. */
public final class Lanes implements AutoCloseable {
  private static final String ASYNC = "?async";

  private final Lane.Gear gear;
  private final Function<String, Subscription> subscriptions;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Lanes that read how a function wants its events at every round. */
  public Lanes(
      Claims claims,
      Sender sender,
      Recorder recorder,
      DeliveryListener listener,
      Function<String, Subscription> subscriptions) {
    this(
        new Lane.Gear(claims, sender, recorder, listener, Thread::new, System::nanoTime),
        subscriptions);
  }

  /** Lanes with that gear. */
  Lanes(Lane.Gear gear, Function<String, Subscription> subscriptions) {
    this.gear = gear;
    this.subscriptions = subscriptions;
  }

  /** There is something to deliver to those functions, or chain steps. */
  public void wake(Collection<String> functions) {
    for (String each : functions) {
      String name = each.endsWith(ASYNC) ? each.substring(0, each.length() - ASYNC.length()) : each;
      if (!closed) lanes.computeIfAbsent(name, this::started).wake();
    }
  }

  private Lane started(String function) {
    Lane lane = new Lane(function, gear, () -> subscriptions.apply(function), this::wake);
    lane.start();
    return lane;
  }

  /** The functions whose lanes have broken off: nothing is delivered to them any more. */
  public List<String> broken() {
    return lanes.entrySet().stream()
        .filter(lane -> !lane.getValue().alive())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The functions whose deliveries all wait, since they cannot be reached as they should be. */
  public List<String> held() {
    return lanes.entrySet().stream()
        .filter(lane -> lane.getValue().held())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** How many attempts are on their way. */
  public int inFlight() {
    return lanes.values().stream().mapToInt(Lane::inFlight).sum();
  }

  /** Starts nothing more. */
  public void stop() {
    closed = true;
    lanes.values().forEach(Lane::stop);
  }

  /** Starts nothing more, and waits for what is on its way. */
  public void drain(Duration most) throws InterruptedException {
    stop();
    long end = System.nanoTime() + most.toNanos();
    for (Lane lane : lanes.values()) {
      lane.drain(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
  }

  @Override
  public void close() {
    closed = true;
    lanes.values().forEach(Lane::close);
  }
}
