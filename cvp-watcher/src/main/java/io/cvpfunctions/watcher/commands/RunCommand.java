package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.tracing.Tracing;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.Watcher;
import io.cvpfunctions.watcher.WatcherSettings;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Watches until the process is told to stop. */
@Command(
    name = "run",
    header = "Watch CloudVision and tell functions (what happens without a command).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand extends SettingsCommand implements Callable<Integer> {
  @Override
  Set<String> uses() {
    return Set.of();
  }

  @Override
  public Integer call() throws InterruptedException {
    WatcherSettings settings = settings().all();
    Tracing.start(EventMaker.WATCHER);
    Watcher watcher = new Watcher(settings, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(watcher), "shutdown"));
    watcher.start();
    new CountDownLatch(1).await();
    return 0;
  }

  private static void end(Watcher watcher) {
    watcher.close();
    Tracing.end();
  }
}
