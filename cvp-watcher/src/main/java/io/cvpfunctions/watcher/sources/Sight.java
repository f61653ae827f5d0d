package io.cvpfunctions.watcher.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When something good was seen last, by a clock that nobody sets. Thread-safe. */
final class Sight {
  private final Clock clock;
  private final Clock steady;
  private final Instant began;
  private volatile Instant last;

  /** {@code clock} is the machine's, for times that are told. */
  Sight(Clock clock, Clock steady) {
    this.clock = clock;
    this.steady = steady;
    this.began = steady.instant();
  }

  /** It is seen now. */
  void now() {
    last = steady.instant();
  }

  /** By the steady clock. */
  Optional<Instant> last() {
    return Optional.ofNullable(last);
  }

  /** For how long nothing was seen. */
  Duration lack() {
    return Duration.between(last().orElse(began), steady.instant());
  }

  /** Since when nothing was seen, as it is told: the machine's clock may have been set since. */
  Instant since() {
    return clock.instant().minus(lack());
  }
}
