package io.cvpfunctions.lab.ledger.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks for quiet as people do, by the watcher's own command, and does not wait for it. */
final class QuietCommand implements AutoCloseable {
  private final List<String> command = new ArrayList<>();
  private final Path log;
  private final List<Process> running = new ArrayList<>();

  /** On the state that those flags name. */
  QuietCommand(Path repository, Path log, Map<String, String> flags) {
    this.log = log;
    Path jar = repository.resolve("cvp-watcher/target/cvp-watcher.jar");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar + ""));
    command.addAll(List.of("quiet", "add", "--reason", "the ledger"));
    flags.forEach(
        (flag, value) -> {
          if (flag.startsWith("--state")) command.add(flag + "=" + value);
        });
  }

  /** Nobody is to hear of that container for so long. */
  void add(String container, String time) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--container", container, "--for", time));
    try {
      running.add(
          new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    running.forEach(each -> each.destroyForcibly().onExit().join());
  }
}
