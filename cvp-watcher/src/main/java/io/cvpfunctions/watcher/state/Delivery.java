package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.state.Outbox.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * One event on its way to one function, claimed for an attempt.
 *
 * @param seq the place in the order of all deliveries
 * @param async whether the gateway's queue takes it
 * @param subject whose order it keeps: the event's subject, or its id where it has none
 * @param message the event, and how it is stored
 * @param attempts this one included
 * @param triedFor how long attempts and the pauses after them have taken so far; neither a clock
 *     that is set, nor time during which nobody tried, counts
 * @param depth how many functions of a chain have passed the event on
 * @param since when the fact was stored
 * @param claim which claim of its owner this is: no two are the same
 */
public record Delivery(
    long seq,
    String function,
    boolean async,
    String subject,
    Message message,
    int attempts,
    Instant firstAttempt,
    Duration triedFor,
    int depth,
    Instant since,
    long claim) {
  /** What it is that the function is told. */
  public CloudEvent event() {
    return message.event();
  }

  @Override
  public String toString() {
    return event().getType() + " of " + subject + " to " + function;
  }
}
