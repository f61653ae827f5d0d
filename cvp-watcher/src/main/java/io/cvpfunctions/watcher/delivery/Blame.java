package io.cvpfunctions.watcher.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells an event that a function alone turns away from a function that turns all away. Thread-safe.
 *
 * <p>It is the event's own doing if others were reached since it was turned away the last time.
 */
final class Blame {
  private static final int REMEMBERED = 1000;

  private final Map<Long, Long> turnedAway = new LinkedHashMap<>();
  private long reached;

  /** Another delivery was reached. */
  synchronized void reached() {
    reached++;
  }

  /** This delivery was turned away; says whether that is its event's own doing. */
  synchronized boolean turnedAway(long delivery) {
    Long before = turnedAway.put(delivery, reached);
    if (turnedAway.size() > REMEMBERED) turnedAway.remove(turnedAway.keySet().iterator().next());
    return before != null && before < reached;
  }
}
