package io.cvpfunctions.lab.ledger.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, off by as many milliseconds as a file says, which another process writes. */
public final class JumpingClock extends Clock {
  /** The system property that names the file. */
  static final String FILE = "ledger.clock";

  private static final Clock TRUE = Clock.system(ZoneOffset.UTC);

  private final MappedByteBuffer offset = map(Path.of(System.getProperty(FILE)));

  /** What the watcher gets in place of {@link Clock#systemUTC}, which it asks for once. */
  public static Clock systemUTC() {
    return new JumpingClock();
  }

  /** The eight bytes that both processes look at. */
  static MappedByteBuffer map(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      return channel.map(MapMode.READ_WRITE, 0, Long.BYTES);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Instant instant() {
    return TRUE.instant().plusMillis(offset.getLong(0));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
