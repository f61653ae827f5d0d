package io.cvpfunctions.validation.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, in a folder with its files. */
final class CommandLine {
  /** What became of it. */
  record Ended(int status, String out, String err) {}

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  CommandLine(Path folder) {
    this.folder = folder;
    set("EAPI_USERNAME", "admin").set("EAPI_PASSWORD", "arista").set("EAPI_INSECURE", "true");
  }

  CommandLine set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  CommandLine unset(String name) {
    environment.remove(name);
    return this;
  }

  CommandLine file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add("io.cvpfunctions.validation.Main");
    command.addAll(List.of(arguments));
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(?i)(eapi|anta)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + text(err));
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
