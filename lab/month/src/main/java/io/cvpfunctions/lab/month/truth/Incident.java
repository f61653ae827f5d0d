package io.cvpfunctions.lab.month.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that CloudVision raised, known by its key and its time, and when it was over.
 *
 * @param severe whether it is for people, too
 */
public record Incident(
    String key,
    Instant timestamp,
    String serial,
    String about,
    boolean severe,
    Optional<Instant> resolved) {
  /** The same, which has ended. */
  public Incident over(Instant end) {
    return new Incident(key, timestamp, serial, about, severe, Optional.of(end));
  }

  /** Empty while it lasts. */
  public Optional<Duration> lasted() {
    return resolved.map(end -> Duration.between(timestamp, end));
  }

  /** How it is named in events. */
  public String name() {
    return key + " " + timestamp;
  }
}
