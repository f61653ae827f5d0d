package io.cvpfunctions.lab.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder that one run of the lab lives in: logs, secrets, state, the CMDB. */
public final class Workspace {
  private final Path root;

  private Workspace(Path root) {
    this.root = root;
  }

  /** A new one, in the folder of the system for temporary files. */
  public static Workspace create() {
    try {
      return new Workspace(Files.createTempDirectory("cvp-lab-").toRealPath());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All of it. */
  public Path root() {
    return root;
  }

  /** Where a process of that name writes to. */
  public Path log(String process) {
    return folder("logs").resolve(process + ".log");
  }

  Path cmdb() {
    return root.resolve("cmdb.db");
  }

  /** A folder in it, made where it is missing. */
  public Path folder(String... names) {
    Path folder = root;
    for (String name : names) folder = folder.resolve(name);
    try {
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes a file and answers it. */
  public Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Nobody will look at it any more. */
  public void delete() {
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException stillInUse) {
      // What is left lies in the system's folder for temporary files.
    }
  }
}
