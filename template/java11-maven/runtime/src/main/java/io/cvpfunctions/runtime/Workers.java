package io.cvpfunctions.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read requests, call the handler and write answers. */
final class Workers {
  /** For senders that take their time; each is cut off when read_timeout has passed. */
  private static final int READERS = 512;

  private static final long IDLE_SECONDS = 20;

  private Workers() {}

  static Executor forCalls(int maxConcurrency, int maxQueue) {
    AtomicInteger number = new AtomicInteger();
    Handover queue = new Handover();
    return new ThreadPoolExecutor(
        0,
        maxConcurrency + maxQueue + READERS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        queue,
        task -> new Thread(task, "call-" + number.incrementAndGet()),
        (task, pool) -> queue.put(task));
  }

  /**
   * Refuses a task that no idle thread is waiting for, so that the pool starts a thread rather than
   * queue; what comes after the last thread does queue, by {@code put}.
   */
  private static final class Handover extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }
  }
}
