package io.cvpfunctions.lab.openfaas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The file {@code $TMPDIR/.lock}, without which a function is not healthy.
 *
 * <p>In an image the folder is shared with the function, which may take the file away until it is
 * warm. Here every watchdog has a folder of its own and tells its child of it as {@code TMPDIR}.
 */
final class LockFile {
  private final Path folder;
  private final boolean ours;

  private LockFile(Path folder, boolean ours) {
    this.folder = folder;
    this.ours = ours;
  }

  static LockFile make(Map<String, String> environment) {
    String given = environment.get("TMPDIR");
    try {
      LockFile lock =
          given == null
              ? new LockFile(Files.createTempDirectory("watchdog"), true)
              : new LockFile(Path.of(given), false);
      Files.write(lock.file(), new byte[0]);
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the lock file", e);
    }
  }

  private Path file() {
    return folder.resolve(".lock");
  }

  Path folder() {
    return folder;
  }

  boolean exists() {
    return Files.exists(file());
  }

  void remove() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the lock file", e);
    }
  }

  /** Leaves nothing behind, unless the folder was there before. */
  void cleanUp() {
    if (!ours || !Files.exists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
