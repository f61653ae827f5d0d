package io.cvpfunctions.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that read requests, call the handler and write answers: as many as are busy at once,
 * up to a limit; only then is there a queue.
 *
 * <p>The JDK's own pool queues first and starts threads when the queue is full. With a queue that
 * hands over directly it would not, but then its idle threads spin, which here costs a fifth of the
 * throughput.
 */
final class Workers implements Executor {
  /** For senders that take their time; each is cut off when read_timeout has passed. */
  private static final int READERS = 512;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taskWaits = lock.newCondition();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private int threads;
  private int idle;
  private int started;

  Workers(int maxConcurrency, int maxQueue) {
    limit = maxConcurrency + maxQueue + READERS;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (idle <= tasks.size() && threads < limit) {
        start(task);
      } else {
        tasks.add(task);
        taskWaits.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void start(Runnable first) {
    new Thread(() -> work(first), "call-" + ++started).start();
    threads++;
  }

  private void work(Runnable first) {
    boolean dismissed = false;
    try {
      for (Runnable task = first; task != null; task = next()) task.run();
      dismissed = true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the threads of the server", e);
    } finally {
      if (!dismissed) leave();
    }
  }

  /** Null when this thread has been idle for so long that it may end. */
  private Runnable next() throws InterruptedException {
    lock.lock();
    try {
      long left = IDLE_NANOS;
      while (tasks.isEmpty() && left > 0) {
        idle++;
        left = taskWaits.awaitNanos(left);
        idle--;
      }
      if (tasks.isEmpty()) threads--;
      return tasks.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The thread has failed; what was queued behind it gets another. */
  private void leave() {
    lock.lock();
    try {
      threads--;
      if (!tasks.isEmpty()) start(tasks.poll());
    } finally {
      lock.unlock();
    }
  }
}
