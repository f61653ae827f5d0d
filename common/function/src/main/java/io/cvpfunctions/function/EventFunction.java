package io.cvpfunctions.function;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventMessage;
import java.util.List;

/**
 * One function's own work: an event in, an outcome out. Thread-safe.
 *
 * <p>It throws what went wrong: {@link io.cvpfunctions.events.EventDataException} where the event's
 * data is wrong, {@link io.cvpfunctions.remote.CallFailedException} where a remote failed it,
 * {@link ProblemException} for any other answer. The work is idempotent by event id and state.
 */
public interface EventFunction extends AutoCloseable {
  /** One sentence for whoever asks the function what it does. */
  String description();

  /** The event types it has work for, as patterns for people: {@code cvp.device.moved}. */
  List<String> types();

  /** Whether it has work for events of that type; all others are answered 422. */
  default boolean takes(String type) {
    return types().contains(type);
  }

  /**
   * Makes an event of what a person typed, JSON or text without CloudEvents attributes.
   *
   * @throws ProblemException 400 where it takes no such thing
   */
  CloudEvent typed(EventMessage message, Call call);

  /** Does the work for one event. */
  Outcome handle(CloudEvent event, Call call);

  /**
   * Does the work for a batch, all of types it takes; one result per event, in the same order.
   *
   * <p>No later event of a device may be processed after an earlier one of it failed.
   */
  default List<Result> handleBatch(List<CloudEvent> events, Call call) {
    return OneByOne.handle(this, events, call);
  }

  /**
   * Looks whether all that the work needs is there, and changes nothing: remotes, rights, and what
   * its settings name. What all functions need has been looked at before.
   */
  default void check(Checkup checkup, Call call) {}

  /** Gives back what it holds, after the last call has been answered. */
  @Override
  default void close() {}
}
