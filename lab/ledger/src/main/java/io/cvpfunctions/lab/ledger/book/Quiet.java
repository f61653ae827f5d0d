package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;

/** A time in which people did not want to hear of a container. */
public record Quiet(String container, Instant from, Instant until) {
  boolean spans(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
