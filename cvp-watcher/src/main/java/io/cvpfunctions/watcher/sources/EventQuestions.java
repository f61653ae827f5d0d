package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Asks for single events by their keys: for those that a list lacks, and for those of which only a
 * change was heard. Not thread-safe.
 */
final class EventQuestions {
  private static final int ASKED_AT_ONCE = 50;

  private final Resources resources;
  private final ActiveEvents events;
  private final Deque<KnownEvent> missing = new ArrayDeque<>();
  private final Deque<KnownEvent> unexplained = new ArrayDeque<>();

  EventQuestions(Resources resources, ActiveEvents events) {
    this.resources = resources;
    this.events = events;
  }

  /** A subscription begins, and what it lists answers them. */
  void begin() {
    missing.clear();
    unexplained.clear();
  }

  /** These are not in a list. */
  void missing(List<KnownEvent> all) {
    missing.addAll(all);
  }

  /** Whether some are open. */
  boolean open() {
    return !missing.isEmpty() || !unexplained.isEmpty();
  }

  /** Asks some of them; those that are not answered are asked again. */
  void ask(Instant now, Changes changes) {
    unexplained.addAll(events.takeUnexplained());
    try {
      for (int i = 0; i < ASKED_AT_ONCE && open(); i++) askOne(now, changes);
    } catch (StreamFailedException | CallFailedException unanswered) {
      return;
    }
  }

  private void askOne(Instant now, Changes changes) {
    if (unexplained.isEmpty()) askMissing(missing.element(), now, changes);
    else askUnexplained(unexplained.element(), changes);
  }

  private void askMissing(KnownEvent each, Instant now, Changes changes) {
    Optional<Event> found =
        each.status() == Status.QUIET ? Optional.empty() : resources.event(each.event().getKey());
    found.ifPresentOrElse(
        event -> events.found(event, changes), () -> events.gone(each, now, changes));
    missing.remove();
  }

  private void askUnexplained(KnownEvent each, Changes changes) {
    resources
        .event(each.event().getKey())
        .ifPresent(event -> events.explained(each, event, changes));
    unexplained.remove();
  }
}
