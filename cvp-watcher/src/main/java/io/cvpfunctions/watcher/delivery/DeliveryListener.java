package io.cvpfunctions.watcher.delivery;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;

/**
 * Everything that can become of one event on its way to one function.
 *
 * <p>Each delivery ends in exactly one of {@link #delivered}, {@link #deadLettered} and {@link
 * #withheld}; an event that no function takes ends as {@link #unclaimed}. Watch {@code
 * deadLettered}: above zero means that a function needs a person.
 */
public interface DeliveryListener {
  /** An attempt begins. */
  void attempting(Delivery delivery, String callId);

  /** The function has had it, after that long in this attempt. */
  void delivered(Delivery delivery, String callId, int status, Duration took);

  /** It will be tried again. */
  void retrying(Delivery delivery, String callId, int status, String reason, Duration pause);

  /** The attempt said nothing of this event, which is tried again at no cost. */
  void notJudged(Delivery delivery, String callId, int status, String reason);

  /** Given up on. */
  void deadLettered(Delivery delivery, int status, String reason);

  /** All of a function's deliveries wait, since it cannot be reached as it should be. */
  void held(String function, int status, String reason);

  /** They no longer do: it was reached, or none of them is left. */
  void released(String function);

  /** No function subscribes to it. */
  void unclaimed(CloudEvent event);

  /** It was resolved while on hold, so the function is told of none of its states. */
  void withheld(String function, CloudEvent event, int deliveries);

  /** What waited for a function that is no longer deployed became dead letters. */
  void abandoned(String function, int deliveries);
}
