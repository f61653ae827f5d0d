package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final int LIMIT = 1 + 512;

  private final Workers workers = new Workers(1, 0);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Thread> interrupted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inside = new AtomicInteger();
  private final Semaphore exits = new Semaphore(0);

  private void task() {
    threads.add(Thread.currentThread());
    inside.incrementAndGet();
    exits.acquireUninterruptibly();
    inside.decrementAndGet();
  }

  @Test
  void execute_tasksAtOnce_runAtOnceUpToTheLimitAndThenWait() {
    for (int i = 0; i < LIMIT + 10; i++) workers.execute(this::task);
    await().until(() -> inside.get() == LIMIT);
    exits.release(10);
    await().until(() -> exits.availablePermits() == 0 && inside.get() == LIMIT);
    exits.release(LIMIT);
    await().until(() -> inside.get() == 0);
    assertThat(threads).hasSize(LIMIT);
  }

  @Test
  void execute_oneAfterTheOther_shareOneThread() throws Exception {
    exits.release(20);
    for (int i = 0; i < 20; i++) {
      CountDownLatch done = new CountDownLatch(1);
      workers.execute(
          () -> {
            task();
            done.countDown();
          });
      done.await();
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING));
    }
    assertThat(threads).hasSize(1);
  }

  @Test
  void execute_taskThatThrows_costsItsThreadAndNoOther() throws Exception {
    CountDownLatch failures = new CountDownLatch(2 * LIMIT);
    for (int i = 0; i < 2 * LIMIT; i++) {
      workers.execute(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> failures.countDown());
            throw new AssertionError("expected");
          });
    }
    failures.await();
    for (int i = 0; i < LIMIT; i++) workers.execute(this::task);
    await().until(() -> inside.get() == LIMIT);
    exits.release(LIMIT);
  }

  /** Of the first thread only, as under a limit to processes. */
  @Test
  void execute_systemWithoutMoreThreads_queuesForThoseThereAre() {
    AtomicInteger starts = new AtomicInteger();
    Workers few =
        new Workers(
            1,
            0,
            thread -> {
              if (starts.incrementAndGet() > 1) throw new OutOfMemoryError("no native thread");
              thread.start();
            });
    for (int i = 0; i < 5; i++) few.execute(this::task);
    await().until(() -> inside.get() == 1);
    exits.release(5);
    await().until(() -> exits.availablePermits() == 0 && inside.get() == 0);
    assertThat(threads).hasSize(1);
  }

  @Test
  void execute_firstThreadThatCannotStart_isTriedAgain() {
    AtomicInteger starts = new AtomicInteger();
    Workers unlucky =
        new Workers(
            1,
            0,
            thread -> {
              if (starts.incrementAndGet() == 1) throw new OutOfMemoryError("no native thread");
              thread.start();
            });
    exits.release(2);
    unlucky.execute(this::task);
    unlucky.execute(this::task);
    await().until(() -> exits.availablePermits() == 0 && inside.get() == 0);
  }

  @Test
  void execute_allWaitForTheirCallers_cutsOffTheOneThatWaitsLongest() throws Exception {
    CountDownLatch cutOff = new CountDownLatch(1);
    workers.execute(
        () -> {
          try {
            new Semaphore(0).acquire();
          } catch (InterruptedException e) {
            cutOff.countDown();
          }
        });
    for (int i = 1; i < LIMIT; i++) workers.execute(this::heard);
    await().until(() -> inside.get() == LIMIT - 1);
    await()
        .until(
            () -> {
              workers.execute(this::heard);
              return cutOff.getCount() == 0;
            });
    exits.release(100_000);
    await().until(() -> inside.get() == 0);
    assertThat(interrupted).isEmpty();
  }

  private void heard() {
    Worker.hasItsCaller();
    task();
    if (Thread.currentThread().isInterrupted()) interrupted.add(Thread.currentThread());
  }
}
