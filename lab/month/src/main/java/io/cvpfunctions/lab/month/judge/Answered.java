package io.cvpfunctions.lab.month.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An event that a function was called with, and what was answered to it, as the gateway saw both.
 */
public record Answered(String function, Instant at, JsonNode event, int status, JsonNode answer) {
  public String id() {
    return event.path("id").asText();
  }

  public String type() {
    return event.path("type").asText();
  }

  public String subject() {
    return event.path("subject").asText();
  }

  public JsonNode data() {
    return event.path("data");
  }

  public boolean isDone() {
    return status >= 200 && status < 300;
  }

  public JsonNode result() {
    return answer.path("result");
  }

  /** Whether it is about something in that container, or going there, or coming from there. */
  public boolean concerns(String container) {
    return data().at("/to/name").asText().equals(container)
        || data().at("/from/name").asText().equals(container)
        || data().at("/container/name").asText().equals(container)
        || data().path("container").asText().equals(container);
  }
}
