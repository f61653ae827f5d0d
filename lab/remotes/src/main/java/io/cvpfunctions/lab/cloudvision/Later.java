package io.cvpfunctions.lab.cloudvision;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does things after a while, or as soon as somebody is in a hurry; each once. Thread-safe. */
final class Later {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(Later::thread);

  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lab-later");
    thread.setDaemon(true);
    return thread;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  void after(Duration time, Runnable work) {
    waiting.add(work);
    CLOCK.schedule(() -> run(work), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  void now() {
    waiting.forEach(this::run);
  }

  private void run(Runnable work) {
    if (waiting.remove(work)) work.run();
  }
}
