package io.cvpfunctions.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file by which of-watchdog answers {@code /_/health}.
 *
 * <p>The watchdog makes it as soon as it listens itself, long before a JVM does, and the community
 * edition's probes look at nothing else. Taking it away until the function is warm makes them
 * right.
 */
final class ReadyLock {
  private final Path file;

  ReadyLock(Path file) {
    this.file = file;
  }

  void remove() throws StartException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void create() throws StartException {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private StartException unwritable(IOException e) {
    return new StartException("ready_lock is on, but " + file + " cannot be written: " + e, e);
  }
}
