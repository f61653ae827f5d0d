package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks for single events by their keys: for those that a list lacks, and for those of which only a
 * change was heard. Not thread-safe, but for {@link #release}.
 */
final class EventQuestions {
  private static final int ASKED_AT_ONCE = 50;

  private final Streaming streaming;
  private final ActiveEvents events;
  private final Clock clock;
  private final MissingEvents missing;
  private final Deque<KnownEvent> unexplained = new ArrayDeque<>();
  private final AtomicBoolean released = new AtomicBoolean();

  /** What is missing for {@code removeAfter} is gone. */
  EventQuestions(Streaming streaming, ActiveEvents events, Duration removeAfter, Clock clock) {
    this.streaming = streaming;
    this.events = events;
    this.clock = clock;
    this.missing = new MissingEvents(removeAfter);
  }

  /** A subscription begins, and what it lists answers them. */
  void begin() {
    unexplained.clear();
  }

  /** These are not in a list; of what nobody was told, nobody needs to be told that it is gone. */
  void missing(List<KnownEvent> all, Changes changes) {
    List<KnownEvent> asked = new ArrayList<>();
    for (KnownEvent each : all) {
      if (each.status() == Status.QUIET) events.gone(each, clock.instant(), changes);
      else asked.add(each);
    }
    missing.lacks(asked, streaming.now());
  }

  /** Whether some are open. */
  boolean open() {
    return !missing.isEmpty() || !unexplained.isEmpty();
  }

  /** A person believes that what is missing now is gone; for any thread. */
  void release() {
    released.set(true);
  }

  /** Why what is missing is not believed to be gone. */
  Optional<String> suspicion() {
    return missing.suspicion();
  }

  /** Whether more are missing than may be over at once, or no list was compared yet. */
  boolean missesMany() {
    return missing.many();
  }

  /**
   * Asks some of them; those that are not answered are asked again. While another list is on its
   * way, it may have what the last one lacked.
   */
  void ask(Changes changes) {
    unexplained.addAll(events.takeUnexplained());
    missing.keep(events::active);
    try {
      int asked = 0;
      while (asked < ASKED_AT_ONCE && askOne(changes)) asked++;
    } catch (StreamFailedException | CallFailedException unanswered) {
      return;
    }
    if (!events.listing()) believe(changes);
  }

  private void believe(Changes changes) {
    if (released.getAndSet(false)) missing.release();
    List<KnownEvent> gone = missing.takeGone(events.active(), streaming.now());
    gone.forEach(each -> events.gone(each, clock.instant(), changes));
  }

  private boolean askOne(Changes changes) {
    if (!unexplained.isEmpty()) return askUnexplained(unexplained.element(), changes);
    if (events.listing()) return false;
    Optional<KnownEvent> next = missing.toAsk(streaming.now());
    next.ifPresent(each -> askMissing(each, changes));
    return next.isPresent();
  }

  private void askMissing(KnownEvent each, Changes changes) {
    Optional<Event> found = event(each);
    if (found.isEmpty()) missing.unknown(each.identity(), streaming.now());
    else missing.found(each.identity());
    found.ifPresent(event -> events.found(event, changes));
  }

  private boolean askUnexplained(KnownEvent each, Changes changes) {
    event(each).ifPresent(event -> events.explained(each, event, changes));
    unexplained.remove();
    return true;
  }

  private Optional<Event> event(KnownEvent each) {
    return streaming.resources().event(each.event().getKey());
  }
}
