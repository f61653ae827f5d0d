package io.cvpfunctions.lab.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./lab/up} as a process, without its build; remembers what it prints. */
final class RunningLab implements AutoCloseable {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private RunningLab(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output of the lab");
    this.reader.start();
  }

  static RunningLab start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** The same with more in its environment. */
  static RunningLab start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            JavaCommand.java()
                .options(ROOT.resolve("lab/launcher/jvm.options"))
                .with("-jar", ROOT.resolve("lab/launcher/target/lab-launcher.jar").toString())
                .with("--repository", ROOT.toString())
                .with(arguments)
                .words());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new RunningLab(builder.start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** The lab's own processes, as the system has them. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** The exit status; -1 where it has not ended in that time. */
  int exit(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) return -1;
    reader.join(TimeUnit.SECONDS.toMillis(5));
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
