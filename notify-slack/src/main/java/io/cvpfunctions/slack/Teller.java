package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells each event once, as far as this process remembers. Thread-safe. */
final class Teller implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Poster poster;
  private final ToldEvents told;

  Teller(Poster poster, ToldEvents told) {
    this.poster = poster;
    this.told = told;
  }

  /** Posts the message, unless its event has been told already. */
  Outcome tell(CloudEvent event, SlackMessage message, Budget budget) {
    return claim(event, message).orElseGet(() -> post(List.of(event), () -> message, budget));
  }

  /**
   * Asks for an event: empty where it is to be posted now, otherwise how it ended before.
   *
   * @throws ProblemException where another call is at it
   */
  Optional<Outcome> claim(CloudEvent event, SlackMessage message) {
    switch (told.claim(event)) {
      case YOURS:
        return Optional.empty();
      case TOLD:
        ObjectNode duplicate = JsonNodeFactory.instance.objectNode().put("duplicate", true);
        return Optional.of(Outcome.done(duplicate.put("text", message.text())));
      default:
        String why = "another call is telling this event right now";
        throw new ProblemException(Problem.later(503, why, SOON));
    }
  }

  /** Posts the one message for events that were all claimed. */
  Outcome post(List<CloudEvent> claimed, Supplier<SlackMessage> message, Budget budget) {
    boolean posted = false;
    try {
      SlackMessage made = message.get();
      poster.post(made, budget);
      posted = true;
      return Outcome.done(posted(claimed.size(), made));
    } finally {
      if (posted) claimed.forEach(told::told);
      else claimed.forEach(told::failed);
    }
  }

  private static ObjectNode posted(int events, SlackMessage message) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("posted", 1);
    if (events > 1) result.put("together", events);
    return result.put("text", message.text());
  }

  @Override
  public void close() {
    poster.close();
  }
}
