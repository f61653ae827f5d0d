package io.cvpfunctions.watcher.telemetry;

import io.cvpfunctions.watcher.Bell;
import io.cvpfunctions.watcher.state.StateException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again on a thread of its own, and survives whatever it throws. */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** A step may wait for a remote, but none waits that long. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

  private static final Duration LAST_STEP = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String name;
  private final Duration interval;
  private final Supplier<Duration> step;
  private final Bell bell = new Bell();
  private final Thread thread;
  private volatile long due;
  private volatile boolean busy;
  private volatile boolean closed;

  /** The step says how long to pause before the next one. */
  public Loop(String name, Duration interval, Supplier<Duration> step) {
    this.name = name;
    this.interval = interval;
    this.step = step;
    this.due = System.nanoTime();
    this.thread = new Thread(this::run, name);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Ends the pause. */
  public void wake() {
    bell.ring();
  }

  public String name() {
    return name;
  }

  /** Whether it goes on: its last step ended, or began, no longer ago than it may. */
  public boolean alive() {
    Duration late = Duration.ofNanos(System.nanoTime() - due);
    Duration allowed = busy ? LONGEST_STEP : interval.multipliedBy(3).plus(AFTER_FAILURE);
    return thread.isAlive() && late.compareTo(allowed) < 0;
  }

  private void run() {
    while (!closed) {
      try {
        busy = true;
        due = System.nanoTime();
        Duration pause = stepSafely();
        due = System.nanoTime() + pause.toNanos();
        busy = false;
        bell.await(pause);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private Duration stepSafely() {
    try {
      return step.get();
    } catch (StateException failed) {
      if (!closed) LOG.atError().log("{}: {}", name, failed.getMessage());
      return AFTER_FAILURE.compareTo(interval) > 0 ? AFTER_FAILURE : interval;
    } catch (RuntimeException failed) {
      if (!closed) LOG.atError().setCause(failed).log("{}: {}", name, failed.getMessage());
      return AFTER_FAILURE.compareTo(interval) > 0 ? AFTER_FAILURE : interval;
    }
  }

  /** Lets the step that is on its way end. */
  public void stop() {
    closed = true;
    bell.ring();
  }

  @Override
  public void close() {
    close(List.of(this));
  }

  /**
   * Stops them all; steps on their way have one moment together to end, and are broken off then.
   */
  public static void close(List<Loop> loops) {
    loops.forEach(Loop::stop);
    long end = System.nanoTime() + LAST_STEP.toNanos();
    try {
      for (Loop each : loops) each.awaitEnd(end);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    loops.forEach(each -> each.thread.interrupt());
  }

  private void awaitEnd(long end) throws InterruptedException {
    thread.join(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())).toMillis());
  }
}
