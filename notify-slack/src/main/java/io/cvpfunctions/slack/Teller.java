package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Budget;
import java.time.Duration;

/** Tells each event once, as far as this process remembers. Thread-safe. */
final class Teller implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Poster poster;
  private final ToldEvents told;

  Teller(Poster poster, ToldEvents told) {
    this.poster = poster;
    this.told = told;
  }

  /** Posts the message, unless the event has been told already. */
  Outcome tell(CloudEvent event, SlackMessage message, Budget budget) {
    switch (told.claim(event)) {
      case TOLD:
        return Outcome.done(result(message).put("duplicate", true));
      case BUSY:
        String why = "another call is telling this event right now";
        throw new ProblemException(Problem.later(503, why, SOON));
      default:
        return post(event, message, budget);
    }
  }

  private Outcome post(CloudEvent event, SlackMessage message, Budget budget) {
    boolean posted = false;
    try {
      poster.post(message, budget);
      posted = true;
    } finally {
      if (posted) told.told(event);
      else told.failed(event);
    }
    return Outcome.done(
        JsonNodeFactory.instance.objectNode().put("posted", 1).setAll(result(message)));
  }

  private static ObjectNode result(SlackMessage message) {
    return JsonNodeFactory.instance.objectNode().put("text", message.text());
  }

  @Override
  public void close() {
    poster.close();
  }
}
