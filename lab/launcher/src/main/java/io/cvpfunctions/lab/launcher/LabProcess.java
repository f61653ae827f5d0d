package io.cvpfunctions.lab.launcher;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A process of the lab: its output goes to a file and, line by line, to whoever listens. */
final class LabProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;

  private LabProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a process with exactly that environment. */
  static LabProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log,
      Consumer<String> listener) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      LabProcess started = new LabProcess(name, builder.start(), log);
      Thread reader = new Thread(() -> started.read(listener), "output of " + name);
      reader.setDaemon(true);
      reader.start();
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(name + " cannot be started", failure);
    }
  }

  private void read(Consumer<String> listener) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter file = new PrintWriter(Files.newBufferedWriter(log, CREATE, APPEND), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.println(line);
        listener.accept(line);
      }
    } catch (IOException ended) {
      // The stream ends with the process; what it wrote is in the file.
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Runs {@code then} with the exit status once the process has ended. */
  @SuppressWarnings("FutureReturnValueIgnored") // the consumer is the end of it
  void onExit(IntConsumer then) {
    process.onExit().thenAccept(ended -> then.accept(ended.exitValue()));
  }

  /** SIGTERM, and after a while SIGKILL; waits for the end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
