package io.cvpfunctions.watcher.placements;

import java.time.Duration;

/**
 * How much it takes to believe CloudVision.
 *
 * @param debounce how long something must be so before it is told
 * @param removeAfter how long a device must be missing before it is gone
 * @param replayBaseline whether the first snapshot tells every device as added
 */
public record Rules(Duration debounce, Duration removeAfter, boolean replayBaseline) {
  /** How many complete snapshots in a row a device must be missing from. */
  public static final int LOOKS = 3;

  /** More devices than this going at once are held back: a fifth of a hundred, or a tenth. */
  public static int largestLoss(int fleet) {
    return Math.max(20, fleet / 10);
  }
}
