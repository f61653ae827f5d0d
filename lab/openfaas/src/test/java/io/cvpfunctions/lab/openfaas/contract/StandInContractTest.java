package io.cvpfunctions.lab.openfaas.contract;

import io.cvpfunctions.lab.openfaas.Watchdog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The contract, through the lab's own watchdog. */
class StandInContractTest extends WatchdogContract {
  @Override
  GuardedFunction start(int port, Map<String, String> environment, List<String> command) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Watchdog watchdog =
        Watchdog.of(command)
            .environment(environment)
            .port(port)
            .output((stream, line) -> lines.add(line))
            .start();
    return new StandIn(watchdog, lines);
  }

  private record StandIn(Watchdog watchdog, List<String> lines) implements GuardedFunction {
    @Override
    public int port() {
      return watchdog.address().getPort();
    }

    @Override
    public CompletableFuture<Integer> terminate() {
      return watchdog.terminate();
    }

    @Override
    public void terminateFunction() {
      ProcessHandle.of(watchdog.pid()).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public CompletableFuture<Integer> exited() {
      return watchdog.exited();
    }

    @Override
    public void close() {
      watchdog.close();
    }
  }
}
