package io.cvpfunctions.watcher.delivery;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a function made of one event.
 *
 * @param status of the answer, or of the event's result within it; 0 where there was no answer
 * @param detail why, where it is not done
 * @param retryAfter when to come again, where the function said so
 * @param passedOn the event for the steps
 * @param steps the chain's next functions
 * @param thread where in Slack later messages belong
 */
record Result(
    Delivery delivery,
    int status,
    String detail,
    Optional<Duration> retryAfter,
    Optional<CloudEvent> passedOn,
    List<String> steps,
    Optional<String> thread) {
  static Result plain(Delivery delivery, int status, String detail, Optional<Duration> retryAfter) {
    return new Result(
        delivery, status, detail, retryAfter, Optional.empty(), List.of(), Optional.empty());
  }

  /** No answer at all. */
  static Result none(Delivery delivery, String detail) {
    return plain(delivery, 0, detail, Optional.empty());
  }

  Judgement judgement() {
    return Judgement.of(status);
  }

  /** {@code answered 503 (no token)}, for people. */
  String reason() {
    if (status == 0) return detail;
    return detail.isBlank() ? "answered " + status : "answered " + status + ": " + detail;
  }
}
