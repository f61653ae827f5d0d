package io.cvpfunctions.runtime;

import java.time.Duration;

/**
 * The end of the process, in the order that loses no call.
 *
 * <p>The watchdog passes SIGTERM on at once but keeps accepting for healthcheck_interval, and its
 * callers must find us there; only then does waiting for the last call mean anything.
 */
final class Drain {
  /** A call that the watchdog accepted last may still be on its way over the loopback. */
  private static final Duration QUIET = Duration.ofMillis(200);

  private static final Duration TO_CLOSE = Duration.ofSeconds(2);

  private final FunctionServer server;
  private final RuntimeSettings settings;
  private final JsonLog log;

  Drain(FunctionServer server, RuntimeSettings settings, JsonLog log) {
    this.server = server;
    this.settings = settings;
    this.log = log;
  }

  /** Does not return. */
  void run() {
    server.stopping();
    log.info("stopping", "inFlight", server.inFlight());
    pause(settings.healthcheckInterval);
    awaitQuiet(settings.behindWatchdog ? QUIET : Duration.ZERO);
    if (server.inFlight() > 0) log.warn("calls were cut off", "inFlight", server.inFlight());
    haltAfter(TO_CLOSE);
    close(server.handler());
    log.info("stopped");
    System.exit(0);
  }

  /** Until no call has been seen for so long, or the last one may be given up. */
  private void awaitQuiet(Duration quiet) {
    long end = System.nanoTime() + settings.patience().toNanos();
    long busy = System.nanoTime();
    while (System.nanoTime() < end) {
      if (server.inFlight() > 0) {
        busy = System.nanoTime();
      } else if (System.nanoTime() - busy >= quiet.toNanos()) {
        return;
      }
      pause(Duration.ofMillis(5));
    }
  }

  /** Functions that hold connections or buffers say so by being closeable. */
  private void close(Object handler) {
    if (!(handler instanceof AutoCloseable)) return;
    try {
      ((AutoCloseable) handler).close();
    } catch (Throwable e) {
      log.warn("closing the function failed", "error", JsonLog.name(e), "stack", JsonLog.stack(e));
    }
  }

  /** Neither a close nor a shutdown hook that hangs may keep a drained process alive. */
  private static void haltAfter(Duration wait) {
    Thread guard =
        new Thread(
            () -> {
              pause(wait);
              Runtime.getRuntime().halt(0);
            },
            "halt");
    guard.setDaemon(true);
    guard.start();
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the drain", e);
    }
  }
}
