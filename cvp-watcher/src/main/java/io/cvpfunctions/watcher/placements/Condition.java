package io.cvpfunctions.watcher.placements;

import java.time.Instant;
import java.util.Optional;

/**
 * What else a source says of a device: what tells whether it has settled.
 *
 * @param compliance CloudVision's code of four digits; blank where it says none (facts: CloudVision
 *     B8)
 * @param bootTime when the device last started, where that is known
 */
public record Condition(String compliance, Optional<Instant> bootTime) {
  /** Nothing is known. */
  public static final Condition UNKNOWN = new Condition("", Optional.empty());
}
