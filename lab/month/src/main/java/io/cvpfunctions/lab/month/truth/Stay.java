package io.cvpfunctions.lab.month.truth;

import java.time.Instant;
import java.util.Optional;

/**
 * A time that a device spent in one container.
 *
 * @param container the name, or {@link #GONE}
 * @param until when it ended; empty where it did not
 * @param lists how many whole lists of devices CloudVision gave during it
 */
public record Stay(String container, Instant since, Optional<Instant> until, int lists) {
  /** Where a device is that CloudVision does not know any more. */
  public static final String GONE = "(gone)";

  /** With fewer lists it may have come and gone unseen. */
  private static final int ENOUGH = 4;

  /** Whether nobody who looks can have missed it. */
  public boolean mustBeTold() {
    return until.isEmpty() || lists >= ENOUGH;
  }

  Stay ended(Instant at, int listsByThen) {
    return new Stay(container, since, Optional.of(at), listsByThen - lists);
  }
}
