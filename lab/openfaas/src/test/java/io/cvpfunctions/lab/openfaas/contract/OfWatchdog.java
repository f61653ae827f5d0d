package io.cvpfunctions.lab.openfaas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The real of-watchdog as a process of its own. */
final class OfWatchdog implements GuardedFunction {
  private final Process process;
  private final int port;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private OfWatchdog(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static OfWatchdog start(Path program, int port, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    OfWatchdog watchdog = new OfWatchdog(builder.start(), port);
    Thread reader = new Thread(watchdog::read, "output of of-watchdog");
    reader.setDaemon(true);
    reader.start();
    return watchdog;
  }

  private void read() {
    try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      output.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add(e.toString());
    }
  }

  @Override
  public int port() {
    return port;
  }

  /** By the handle, because the process would close its output. */
  @Override
  public CompletableFuture<Integer> terminate() {
    process.toHandle().destroy();
    return exited();
  }

  @Override
  public void terminateFunction() {
    process.children().forEach(ProcessHandle::destroy);
  }

  @Override
  public CompletableFuture<Integer> exited() {
    return process.onExit().thenApply(Process::exitValue);
  }

  @Override
  public List<String> lines() {
    return lines;
  }

  /** Waits, as the next one needs the same port for its metrics. */
  @Override
  public void close() {
    Stream<ProcessHandle> function = process.descendants();
    process.toHandle().destroyForcibly();
    function.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
