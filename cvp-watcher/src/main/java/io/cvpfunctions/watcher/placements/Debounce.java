package io.cvpfunctions.watcher.placements;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where devices are seen that are known otherwise, until that has lasted. Another place begins
 * anew. Not thread-safe.
 */
final class Debounce {
  private final Duration time;
  private final Map<String, Difference> differing = new HashMap<>();

  /** What is seen has to last so long. */
  Debounce(Duration time) {
    this.time = time;
  }

  /** Since when it is so: by the machine's clock, and by one that nobody sets. */
  private record Difference(Placement seen, Instant since, Instant steady) {
    Difference now(Difference is) {
      return seen.samePlace(is.seen) ? new Difference(is.seen, since, steady) : is;
    }
  }

  /** It is seen again, or for the first time; since when, once that has lasted long enough. */
  Optional<Instant> lasting(Placement seen, Instant at, Instant steady) {
    Difference now = new Difference(seen, at, steady);
    Difference lasting = differing.merge(seen.identity(), now, Difference::now);
    boolean soon = steady.isBefore(lasting.steady().plus(time));
    return soon ? Optional.empty() : Optional.of(lasting.since());
  }

  /** The device is where it is known to be. */
  void reverted(String device) {
    differing.remove(device);
  }

  /** Of others nothing is seen any more. */
  void retain(Set<String> devices) {
    differing.keySet().retainAll(devices);
  }

  /** When, by the steady clock, the first of them will have lasted. */
  Optional<Instant> nextDue() {
    return differing.values().stream()
        .map(Difference::steady)
        .min(Instant::compareTo)
        .map(since -> since.plus(time));
  }
}
