package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.slack.api.SlackThread;
import io.cvpfunctions.slack.message.SlackMessage;
import java.util.Optional;

/** What became of a message, for the answer: how many were posted or updated, and where. */
final class Told {
  private final ObjectNode result = JsonNodeFactory.instance.objectNode();

  /** A message was posted. */
  static Told posted(Optional<SlackThread> where) {
    Told told = new Told();
    told.result.put("posted", 1);
    where.ifPresent(thread -> told.result.put(Events.SLACK_THREAD, thread.toString()));
    return told;
  }

  /** A message that was there already was changed. */
  static Told updated(SlackThread thread) {
    Told told = new Told();
    told.result.put("updated", 1).put(Events.SLACK_THREAD, thread.toString());
    return told;
  }

  /** The first message of the thread was changed too. */
  Told andUpdated(boolean updated) {
    if (updated) result.put("updated", 1);
    return this;
  }

  /** A file was attached, or not, since: empty where it was. */
  Told andAttached(Optional<String> problem) {
    result.put("attached", problem.isEmpty());
    problem.ifPresent(why -> result.put("notAttached", why));
    return this;
  }

  /** For so many events at once. */
  ObjectNode result(int events, SlackMessage message) {
    ObjectNode whole = result.deepCopy();
    if (events > 1) whole.put("together", events);
    return whole.put("text", message.text());
  }
}
