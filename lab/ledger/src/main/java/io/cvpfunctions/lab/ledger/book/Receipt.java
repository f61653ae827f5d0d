package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;
import java.util.Optional;

/**
 * One event that a function received, and what it said to it.
 *
 * @param verdict the status for this event
 * @param answer the status for the call, of which others may be part
 * @param call what the gateway made of the call; empty where it never ended
 */
public record Receipt(
    String function,
    String callId,
    Message message,
    Instant arrived,
    int verdict,
    int answer,
    Optional<Call> call) {

  boolean accepted() {
    return verdict >= 200 && verdict < 300;
  }

  /** Whether the function refused the event itself, so that repeating would not help. */
  boolean refused() {
    return verdict == 400 || verdict == 410 || verdict == 413 || verdict == 422;
  }

  boolean judged() {
    return accepted() || refused();
  }

  /** Whether the caller was not told what the function had said. */
  boolean unseen() {
    return call.isEmpty() || call.get().seen() != answer;
  }

  String key() {
    return key(function, message.id());
  }

  /** Names a delivery: one event on its way to one function. */
  public static String key(String function, String id) {
    return function + " " + id;
  }

  @Override
  public String toString() {
    String told = call.map(c -> c.seen() == 0 ? "nothing" : "" + c.seen()).orElse("nothing");
    return arrived + " " + function + " <- " + message + ": " + verdict + ", caller told " + told;
  }
}
