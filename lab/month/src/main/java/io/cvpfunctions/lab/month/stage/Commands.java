package io.cvpfunctions.lab.month.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The watcher's own commands, typed by the month's operator beside the running watcher. */
final class Commands {
  private final Path jar;
  private final String state;

  Commands(Path jar, String state) {
    this.jar = jar;
    this.state = state;
  }

  /** What it prints; a status other than 0 is an error. */
  String run(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--state", state));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) return said;
      throw new IllegalStateException("cvp-watcher " + String.join(" ", words) + ": " + said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
