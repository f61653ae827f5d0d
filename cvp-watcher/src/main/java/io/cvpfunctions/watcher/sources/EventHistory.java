package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.util.HashSet;
import java.util.Set;

/** Tells what a history says, and remembers of which events it spoke. Not thread-safe. */
final class EventHistory implements CatchUp.History {
  private static final int STORED_AT_ONCE = 500;

  private final ActiveEvents events;
  private final EventList list;
  private final EventTelling telling;
  private final Runnable store;
  private Set<Identity> spokenOf = new HashSet<>();
  private boolean asked;
  private boolean more;

  /** {@code store} is run where there is much to be stored. */
  EventHistory(ActiveEvents events, EventList list, EventTelling telling, Runnable store) {
    this.events = events;
    this.list = list;
    this.telling = telling;
    this.store = store;
  }

  @Override
  public void begins() {
    more = !asked;
    asked = true;
  }

  @Override
  public void takes(EventStreamResponse message) {
    if (!message.getValue().hasKey()) return;
    Identity identity = Identity.of(message.getValue());
    boolean known = events.knows(identity);
    events.replay(message, telling.changes());
    if (spokenOf.add(events.kept(identity)) && !known) more = true;
    if (telling.changes().news().size() >= STORED_AT_ONCE) store.run();
  }

  @Override
  public boolean more() {
    return more;
  }

  @Override
  public void ends() {
    asked = false;
    spokenOf = new HashSet<>();
  }

  /** All that is active comes in a history, be it as it was at its start. */
  @Override
  public int lacks() {
    return events.missing(spokenOf).size();
  }

  @Override
  public boolean listed() {
    return list.complete();
  }
}
