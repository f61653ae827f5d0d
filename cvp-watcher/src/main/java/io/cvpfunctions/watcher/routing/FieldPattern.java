package io.cvpfunctions.watcher.routing;

import io.cvpfunctions.watcher.placements.Glob;
import java.util.Optional;

/** One line of {@code cvp.where}: {@code data.interfaceId=Ethernet49*}. */
final class FieldPattern {
  private final String path;
  private final Glob glob;

  private FieldPattern(String path, Glob glob) {
    this.path = path;
    this.glob = glob;
  }

  /** Empty where the line has no path or no sign. */
  static Optional<FieldPattern> of(String line) {
    int sign = line.indexOf('=');
    String path = sign < 0 ? "" : line.substring(0, sign).trim();
    if (path.isEmpty() || path.contains(" ")) return Optional.empty();
    return Optional.of(new FieldPattern(path, Glob.of(line.substring(sign + 1))));
  }

  /** Whether there is such a value; an event without the field has none. */
  boolean holds(EventView event) {
    return event.values(path).stream().anyMatch(glob::matches);
  }

  @Override
  public String toString() {
    return path + "=" + glob;
  }
}
