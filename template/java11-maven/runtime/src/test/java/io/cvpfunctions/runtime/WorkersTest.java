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
}
