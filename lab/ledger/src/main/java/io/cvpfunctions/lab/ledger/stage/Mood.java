package io.cvpfunctions.lab.ledger.stage;

/**
 * How a function behaves towards the events that it is unlucky with, which an event's id decides.
 *
 * @param slowest how many milliseconds it takes at most
 * @param refuses some events for good
 * @param stumbles over some events once
 * @param oversleeps with some events once
 * @param largestBatch that it never refuses as a whole
 */
record Mood(int slowest, boolean refuses, boolean stumbles, boolean oversleeps, int largestBatch) {
  /** Whether it is one of so many. */
  boolean strikes(String id, int of) {
    return Math.floorMod(id.hashCode(), of) == 0;
  }

  long millis(String id) {
    return slowest == 0 ? 0 : slowest / 2 + Math.floorMod(id.hashCode(), slowest / 2);
  }
}
