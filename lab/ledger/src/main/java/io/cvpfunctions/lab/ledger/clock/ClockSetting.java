package io.cvpfunctions.lab.ledger.clock;

import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Sets the clock of a watcher that was started as this says. */
public final class ClockSetting {
  private final Path file;
  private final MappedByteBuffer offset;
  private boolean jumped;

  /** By that file. */
  public ClockSetting(Path file) {
    this.file = file;
    this.offset = JumpingClock.map(file);
  }

  /** What {@code java} takes to start that jar. */
  public List<String> command(Path jar) {
    String lab = JumpingWatcher.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return List.of(
        "-D" + JumpingClock.FILE + "=" + file,
        "-cp",
        lab,
        JumpingWatcher.class.getName(),
        jar.toString());
  }

  /** From now on it is off by that. */
  public void off(Duration by) {
    jumped = true;
    offset.putLong(0, by.toMillis());
  }

  /** Whether it was ever set. */
  public boolean jumped() {
    return jumped;
  }
}
