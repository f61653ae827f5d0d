package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.SlackMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells each event once, as far as this process remembers. Thread-safe. */
final class Teller {
  private static final int REMEMBERED = 10_000;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final MessageKinds kinds;
  private final Routes routes;
  private final boolean changes;
  private final Conversation conversation;
  private final ToldEvents told = new ToldEvents(REMEMBERED);
  private final LastTold last = new LastTold(REMEMBERED);

  /** A device's changed facts are told only where somebody asked for them. */
  Teller(MessageKinds kinds, Routes routes, boolean changes) {
    this.kinds = kinds;
    this.routes = routes;
    this.changes = changes;
    this.conversation = new Conversation(kinds);
  }

  /** Posts what there is to say of the event. */
  Outcome tell(CloudEvent event, Budget budget) {
    return claim(event, new LastTold(1)).orElseGet(() -> post(List.of(event), budget));
  }

  Route route(CloudEvent event) {
    return routes.of(event);
  }

  /** The same for events that have a digest together. */
  Object kind(CloudEvent event) {
    return kinds.kind(event.getType());
  }

  /**
   * Asks for an event: empty where it is to be posted now, otherwise how it ended without.
   *
   * @param together what was claimed before it for the same message, to which it is added
   * @throws ProblemException where another call is at it
   * @throws io.cvpfunctions.events.EventDataException where its data is wrong
   */
  Optional<Outcome> claim(CloudEvent event, LastTold together) {
    Optional<String> silence = silence(event.getType());
    if (silence.isPresent()) return silence.map(Outcome::skipped);
    SlackMessage message = kinds.message(List.of(event));
    switch (told.claim(event)) {
      case YOURS:
        return stale(event, together);
      case TOLD:
        return Optional.of(Outcome.done(duplicate(event, message)));
      default:
        String why = "another call is telling this event right now";
        throw new ProblemException(Problem.later(503, why, SOON));
    }
  }

  private ObjectNode duplicate(CloudEvent event, SlackMessage message) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("duplicate", true);
    told.thread(event).ifPresent(thread -> result.put(Events.SLACK_THREAD, thread));
    return result.put("text", message.text());
  }

  private Optional<String> silence(String type) {
    if (!kinds.types().contains(type)) return Optional.of(type + " is not told");
    if (changes || !type.equals(EventTypes.DEVICE_CHANGED)) return Optional.empty();
    return Optional.of(type + " is not told unless slack_tell_changes is true");
  }

  private Optional<Outcome> stale(CloudEvent event, LastTold together) {
    LastTold latest = together.knows(event) ? together : last;
    Optional<String> reason = latest.staleness(event);
    if (reason.isPresent()) told.failed(event);
    else together.told(event);
    return reason.map(Outcome::skipped);
  }

  /** Posts the one message for events that were all claimed and go the same way. */
  Outcome post(List<CloudEvent> claimed, Budget budget) {
    Optional<ObjectNode> posted = Optional.empty();
    try {
      posted = Optional.of(result(claimed, budget));
      return Outcome.done(posted.get());
    } finally {
      if (posted.isEmpty()) claimed.forEach(told::failed);
      else note(claimed, posted.get().path(Events.SLACK_THREAD).asText());
    }
  }

  private ObjectNode result(List<CloudEvent> claimed, Budget budget) {
    SlackMessage message = kinds.message(claimed);
    Route route = routes.of(claimed.get(0));
    if (claimed.size() == 1) {
      return conversation.tell(claimed.get(0), message, route, budget).result(1, message);
    }
    route.outlet().post(message.mentioning(route.mentions()), budget);
    return Told.posted(Optional.empty()).result(claimed.size(), message);
  }

  private void note(List<CloudEvent> events, String thread) {
    for (CloudEvent event : events) {
      told.told(event, thread);
      last.told(event);
    }
  }
}
