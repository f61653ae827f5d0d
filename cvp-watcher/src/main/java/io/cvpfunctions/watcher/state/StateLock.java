package io.cvpfunctions.watcher.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second watcher off a SQLite file; the system lets go of it when a process is killed. */
public final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of the state in that file.
   *
   * @throws StateException where another watcher has it
   */
  public static StateLock take(Path file) {
    Path named = file.toAbsolutePath();
    Path lockFile = named.resolveSibling(named.getFileName() + ".lock");
    try {
      Files.createDirectories(lockFile.getParent());
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock != null) return new StateLock(channel);
      channel.close();
    } catch (IOException failed) {
      throw new StateException(named.getParent() + " is not writable", failed);
    }
    throw new StateException("another watcher uses " + named + "; SQLite is for one", null);
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // Nothing is written to it.
    }
  }
}
