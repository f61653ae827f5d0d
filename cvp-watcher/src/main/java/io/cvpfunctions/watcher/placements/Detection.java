package io.cvpfunctions.watcher.placements;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from one snapshot; nothing of it holds until it is stored and {@link Detector#accept
 * accepted}.
 *
 * @param facts to be told
 * @param stored placements to remember, told or not
 * @param forgotten devices to forget
 * @param unplaced devices to remember as being there, though in no place that could be told
 * @param baseline whether this is the first snapshot of all
 * @param suspicion what is not believed, in words
 */
public record Detection(
    List<Fact> facts,
    List<Placement> stored,
    List<String> forgotten,
    Set<String> unplaced,
    boolean baseline,
    Optional<String> suspicion) {
  /** Whether there is anything to store. */
  public boolean isEmpty() {
    return stored.isEmpty() && forgotten.isEmpty() && !baseline;
  }
}
