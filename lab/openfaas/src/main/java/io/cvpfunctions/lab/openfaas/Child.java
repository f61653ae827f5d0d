package io.cvpfunctions.lab.openfaas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The function's process; its environment is what it is given and nothing of ours. */
final class Child {
  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  static Child start(List<String> command, Map<String, String> environment, Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    String path = builder.environment().getOrDefault("PATH", "");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  void readLines(String name, ChildOutput output, int longest) {
    Daemons.start(
        name + "-stdout",
        new LineReader(process.getInputStream(), ChildOutput.Stream.STDOUT, output, longest));
    Daemons.start(
        name + "-stderr",
        new LineReader(process.getErrorStream(), ChildOutput.Stream.STDERR, output, longest));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * SIGTERM. By the handle, because the process would close its output, and its last lines with it.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL, to what it started as well. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Tells the exit status when there is one; 128 and more where a signal ended it. */
  void whenExited(IntConsumer listener) {
    var unused = process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
  }
}
