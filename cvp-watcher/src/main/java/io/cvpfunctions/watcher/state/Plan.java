package io.cvpfunctions.watcher.state;

import java.time.Duration;
import java.util.Optional;

/**
 * How an event goes to a function.
 *
 * @param pause how long it is kept back
 * @param identity the CloudVision event that it is a state of
 * @param quiet the number of the quiet window whose end it waits for
 * @param withheld how many deliveries, this one included, the function is never told of; 0 where it
 *     is told
 */
public record Plan(Duration pause, Optional<String> identity, Optional<Long> quiet, int withheld) {
  /** As soon as its turn comes. */
  public static final Plan AT_ONCE = new Plan(Duration.ZERO, Optional.empty(), Optional.empty(), 0);
}
