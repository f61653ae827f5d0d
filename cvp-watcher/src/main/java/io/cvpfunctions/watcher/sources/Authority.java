package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.placements.Rules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which source says where devices are: REST, wherever it lists more than Undefined; else
 * the stream of provisioned devices; and only where neither has containers, the tag {@code
 * Container}. Thread-safe.
 *
 * <p>REST that led with containers and shows none any more hands over only after it has done so at
 * several looks over {@code removeAfter}: a server that restarts looks just like one where Network
 * Provisioning was switched off.
 */
final class Authority {
  private final Duration patience;
  private final Clock clock;
  private Offer rest;
  private Offer stream;
  private boolean restLed;
  private int looksWithout;
  private Instant without;

  /** What a source has to say about containers. */
  enum Offer {
    /** It has not been heard yet. */
    UNKNOWN,
    /** It lists nothing at all. */
    NONE,
    /** All devices are in Undefined. */
    ONLY_UNDEFINED,
    /** There are containers. */
    CONTAINERS
  }

  /** A source that is switched off has nothing to say from the start. */
  Authority(boolean poll, boolean provisioned, Duration patience, Clock clock) {
    this.rest = poll ? Offer.UNKNOWN : Offer.NONE;
    this.stream = provisioned ? Offer.UNKNOWN : Offer.NONE;
    this.patience = patience;
    this.clock = clock;
  }

  /** REST led before this watcher was started. */
  synchronized void restLed() {
    restLed = true;
  }

  /** What REST shows at this look. */
  synchronized void rest(Offer offer) {
    rest = offer;
    if (offer == Offer.CONTAINERS) {
      restLed = true;
      looksWithout = 0;
    } else if (looksWithout++ == 0) {
      without = clock.instant();
    }
  }

  /** What the stream of provisioned devices shows. */
  synchronized void stream(Offer offer) {
    stream = offer;
  }

  /** The source that leads; empty while that is not known, or none has anything to say. */
  synchronized Optional<String> leader() {
    if (rest == Offer.CONTAINERS) return Optional.of(Poller.NAME);
    if (rest == Offer.UNKNOWN || stream == Offer.UNKNOWN || restMayReturn()) {
      return Optional.empty();
    }
    if (stream == Offer.CONTAINERS) return Optional.of(ProvisionedSource.NAME);
    if (rest == Offer.ONLY_UNDEFINED) return Optional.of(Poller.NAME);
    return stream == Offer.ONLY_UNDEFINED ? Optional.of(ProvisionedSource.NAME) : Optional.empty();
  }

  /** Whether REST showed containers and does not, too shortly for that to be so for good. */
  synchronized boolean restMayReturn() {
    if (!restLed || rest == Offer.CONTAINERS) return false;
    boolean seldom = looksWithout < Rules.LOOKS;
    return seldom || clock.instant().isBefore(without.plus(patience));
  }

  /** Whether neither REST nor the stream has containers, so that the tag may stand in for them. */
  synchronized boolean noContainers() {
    return without(rest) && without(stream) && !restMayReturn();
  }

  private static boolean without(Offer offer) {
    return offer == Offer.NONE || offer == Offer.ONLY_UNDEFINED;
  }
}
