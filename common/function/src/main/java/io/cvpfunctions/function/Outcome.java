package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.util.Objects;
import java.util.Optional;

/** How the work for one event ended well: done, or skipped since there was nothing to do. */
public final class Outcome {
  private final String word;
  private final ObjectNode result;
  private final CloudEvent event;
  private final boolean chains;
  private final String contentType;
  private final String body;

  private Outcome(
      String word,
      ObjectNode result,
      CloudEvent event,
      boolean chains,
      String contentType,
      String body) {
    this.word = word;
    this.result = result;
    this.event = event;
    this.chains = chains;
    this.contentType = contentType;
    this.body = body;
  }

  /** Done, with what came of it. */
  public static Outcome done(ObjectNode result) {
    return new Outcome("done", Objects.requireNonNull(result), null, true, null, null);
  }

  /** Nothing to do for this event, and why; nothing is passed on. */
  public static Outcome skipped(String reason) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("reason", reason);
    return new Outcome("skipped", result, null, false, null, null);
  }

  /** The same, passing on this event rather than the one that came in. */
  public Outcome passingOn(CloudEvent next) {
    return new Outcome(word, result, next, chains, contentType, body);
  }

  /** The same, with nothing passed on: a dry run. */
  public Outcome unchained() {
    return new Outcome(word, result, event, false, contentType, body);
  }

  /** The same, answered to a lone call as this text instead of the usual JSON. */
  public Outcome answeredAs(String type, String text) {
    return new Outcome(word, result, event, chains, type, text);
  }

  /** {@code done} or {@code skipped}. */
  public String word() {
    return word;
  }

  public ObjectNode result() {
    return result;
  }

  /** The event to pass on, where it is not the one that came in. */
  public Optional<CloudEvent> event() {
    return Optional.ofNullable(event);
  }

  boolean chains() {
    return chains;
  }

  Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  Optional<String> body() {
    return Optional.ofNullable(body);
  }

  /** Why it was skipped, where it was. */
  Optional<String> reason() {
    return Optional.ofNullable(result.get("reason")).map(JsonNode::asText);
  }
}
