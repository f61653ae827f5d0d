package io.cvpfunctions.lab.month.truth;

import java.time.Instant;

/** A time during which nobody wants to hear of a container; certain at both ends. */
public record Quiet(String container, Instant from, Instant until) {
  public boolean holds(Instant at) {
    return at.isAfter(from) && at.isBefore(until);
  }
}
