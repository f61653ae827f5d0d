package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.ledger.clock.ClockSetting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The watcher's processes, one or several on one state. What ends unbidden is started again. */
final class Replicas implements AutoCloseable {
  private static final String BEGAN = "\"leader.began\"";
  private static final String LOST = "\"leader.lost\"";

  private final List<WatcherProcess> all = new ArrayList<>();
  private int unbidden;

  Replicas(
      Path repository, Path folder, Map<String, String> flags, Setup setup, ClockSetting clock) {
    for (int i = 0; i < setup.replicas(); i++) {
      Path log = folder.resolve("watcher-" + i + ".log");
      all.add(
          setup.clockSet()
              ? new WatcherProcess(repository, log, flags, clock::command)
              : new WatcherProcess(repository, log, flags));
    }
  }

  void start() {
    all.forEach(WatcherProcess::start);
  }

  boolean started() {
    return all.stream().allMatch(WatcherProcess::started);
  }

  boolean several() {
    return all.size() > 1;
  }

  WatcherProcess get(int number) {
    return all.get(number % all.size());
  }

  /** The one that leads, by what they say themselves. */
  Optional<WatcherProcess> leader() {
    return all.stream()
        .filter(WatcherProcess::alive)
        .filter(each -> each.lately().lastIndexOf(BEGAN) > each.lately().lastIndexOf(LOST))
        .findFirst();
  }

  /** As an orchestrator would. */
  void tend() {
    for (WatcherProcess each : all) {
      if (each.alive()) continue;
      unbidden++;
      each.start();
    }
  }

  int unbidden() {
    return unbidden;
  }

  String logged() {
    return all.stream().map(WatcherProcess::logged).collect(Collectors.joining("\n"));
  }

  /** False where one of them would not end. */
  boolean terminate() throws InterruptedException {
    boolean ended = true;
    for (WatcherProcess each : all) ended &= each.terminate();
    return ended;
  }

  @Override
  public void close() {
    all.forEach(WatcherProcess::close);
  }
}
