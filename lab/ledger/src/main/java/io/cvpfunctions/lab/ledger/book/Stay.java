package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;

/** One device in one place, from when it came until it left, or until the end. */
record Stay(String place, Instant from, Instant until) {
  boolean spans(Look look) {
    return !look.asked().isBefore(from) && look.answered().isBefore(until);
  }
}
