package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.slack.api.SlackThread;

/** What an event means for threads; more of a role at once than a few are a storm. */
enum ThreadRole {
  /** May be the first message of one. */
  OPENS(5),
  /** Is an answer in one. */
  ANSWERS(5),
  /** Posts nothing: the first message of its thread shows that it is over. */
  ENDS(10);

  private final int few;

  ThreadRole(int few) {
    this.few = few;
  }

  static ThreadRole of(CloudEvent event) {
    if (SlackThread.of(event).isEmpty()) return OPENS;
    return event.getType().equals(EventTypes.EVENT_RESOLVED) ? ENDS : ANSWERS;
  }

  boolean isStorm(long count) {
    return count > few;
  }
}
