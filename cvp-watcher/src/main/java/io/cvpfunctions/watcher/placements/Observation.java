package io.cvpfunctions.watcher.placements;

import java.util.List;
import java.util.Optional;

/**
 * The circumstances of a fact: who saw it, who brought it about, and what is still pending.
 *
 * @param observedBy the source: poll, provisioned, tags
 * @param movedBy the account that moved the device, where a task says so
 * @param waitsFor what is pending on the device: task, configuration, streaming
 */
public record Observation(String observedBy, Optional<String> movedBy, List<String> waitsFor) {
  /** Seen by that source; nothing else is known. */
  public static Observation by(String source) {
    return new Observation(source, Optional.empty(), List.of());
  }
}
