package io.cvpfunctions.slack.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Gives out turns, so that each channel gets no more than Slack allows. Thread-safe. */
final class Pacer {
  private final long interval;
  private final LongSupplier nanoTime;
  private final Map<String, Long> next = new HashMap<>();
  private final Map<String, String> lanes = new HashMap<>();

  /** One turn a lane in every interval. */
  Pacer(Duration interval, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  /** How long to wait for a turn, which is taken unless that is longer than {@code most}. */
  synchronized Duration turn(String name, Duration most) {
    String lane = lane(name);
    long now = nanoTime.getAsLong();
    long turn = Math.max(now, next.getOrDefault(lane, now));
    Duration wait = Duration.ofNanos(turn - now);
    if (wait.compareTo(most) <= 0) next.put(lane, turn + interval);
    return wait;
  }

  /** Slack wants nothing in that lane for so long. */
  synchronized void hold(String name, Duration wait) {
    next.merge(lane(name), nanoTime.getAsLong() + wait.toNanos(), Math::max);
  }

  /** From now on both names are one lane, which keeps the turns that either gave out. */
  synchronized void join(String name, String lane) {
    if (lane(name).equals(lane)) return;
    Long given = next.get(lane(name));
    if (given != null) next.merge(lane, given, Math::max);
    lanes.put(name, lane);
  }

  private String lane(String name) {
    return lanes.getOrDefault(name, name);
  }
}
