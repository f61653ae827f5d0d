package io.cvpfunctions.runtime;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The threads that read requests, call the handler and write answers: as many as are busy at once,
 * up to a limit; only then is there a queue, and whoever has kept a thread waiting longest is cut
 * off for it.
 *
 * <p>The JDK's own pool queues first and starts threads when the queue is full. With a queue that
 * hands over directly it would not, but then its idle threads spin, which here costs a fifth of the
 * throughput.
 */
final class Workers implements Executor {
  /** For callers that take their time to send or to take what they asked for. */
  private static final int WAITING = 512;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Nobody who keeps a thread for less is cut off, however many wait. */
  private static final long FAIR_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int limit;
  private final Consumer<Thread> starter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taskWaits = lock.newCondition();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Set<Worker> threads = new HashSet<>();
  private int idle;
  private int started;

  Workers(int maxConcurrency, int maxQueue) {
    this(maxConcurrency, maxQueue, Thread::start);
  }

  Workers(int maxConcurrency, int maxQueue, Consumer<Thread> starter) {
    this.limit = maxConcurrency + maxQueue + WAITING;
    this.starter = starter;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      boolean busy = idle <= tasks.size();
      if (busy && threads.size() < limit && start(task)) return;
      tasks.add(task);
      taskWaits.signal();
      if (busy) makeWay();
    } finally {
      lock.unlock();
    }
  }

  /** False where the system has no thread to give: its limit to processes, or no memory. */
  private boolean start(Runnable first) {
    Worker worker = new Worker(() -> work(first), "call-" + ++started);
    try {
      starter.accept(worker);
      return threads.add(worker);
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  /** For as many as wait, unless there are fewer who take too long. */
  private void makeWay() {
    long now = System.nanoTime();
    for (int i = tasks.size(); i > 0 && cutOffTheSlowest(now); i--) {}
  }

  private boolean cutOffTheSlowest(long now) {
    Worker slowest = null;
    long longest = FAIR_NANOS;
    for (Worker worker : threads) {
      long waited = worker.waited(now);
      if (waited < longest) continue;
      longest = waited;
      slowest = worker;
    }
    if (slowest != null) slowest.cutOff();
    return slowest != null;
  }

  private void work(Runnable first) {
    boolean dismissed = false;
    try {
      for (Runnable task = first; task != null; task = next()) run(task);
      dismissed = true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts an idle thread of the server", e);
    } finally {
      if (!dismissed) leave();
    }
  }

  private static void run(Runnable task) {
    Worker.waitsForCaller();
    task.run();
    Worker.hasItsCaller();
  }

  /** Null when this thread has been idle for so long that it may end; the last one never may. */
  private Runnable next() throws InterruptedException {
    lock.lock();
    try {
      long left = IDLE_NANOS;
      while (tasks.isEmpty() && (left > 0 || threads.size() == 1)) {
        idle++;
        left = taskWaits.awaitNanos(left > 0 ? left : IDLE_NANOS);
        idle--;
      }
      if (tasks.isEmpty()) threads.remove(Thread.currentThread());
      return tasks.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The thread has failed; what was queued behind it gets another. */
  private void leave() {
    lock.lock();
    try {
      threads.remove(Thread.currentThread());
      if (!tasks.isEmpty() && start(tasks.peek())) tasks.remove();
    } finally {
      lock.unlock();
    }
  }
}
