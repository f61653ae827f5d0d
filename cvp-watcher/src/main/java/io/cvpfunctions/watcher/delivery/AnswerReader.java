package io.cvpfunctions.watcher.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.MalformedEventException;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a function answered: of one event, or of each event of a batch by its id, never by its
 * place. Any function may answer, so nothing but the status has to be there.
 */
final class AnswerReader {
  private static final EventCodec CODEC = new EventCodec();

  /** An answer that names next steps, but whose event cannot be read, is the function's fault. */
  private static final int BROKEN = 502;

  private AnswerReader() {}

  /** The answer to one event. */
  static Result single(Delivery delivery, Answer answer) {
    JsonNode body = object(answer);
    return result(delivery, answer.status(), body, detail(body, answer), answer.retryAfter());
  }

  /** The answer to a batch; empty where the batch was refused as a whole and is to be halved. */
  static Optional<List<Result>> batch(List<Delivery> deliveries, Answer answer) {
    JsonNode body = object(answer);
    boolean named = body.path("results").isArray();
    if (!named && Judgement.of(answer.status()) == Judgement.REJECTED) return Optional.empty();
    Map<String, JsonNode> byId = new HashMap<>();
    body.path("results").forEach(each -> byId.put(each.path("id").asText(), each));
    List<Result> results = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      JsonNode own = byId.get(delivery.event().getId());
      results.add(own == null ? unnamed(delivery, answer, body) : named(delivery, answer, own));
    }
    return Optional.of(results);
  }

  private static Result unnamed(Delivery delivery, Answer answer, JsonNode body) {
    return Result.plain(delivery, answer.status(), detail(body, answer), answer.retryAfter());
  }

  private static Result named(Delivery delivery, Answer answer, JsonNode own) {
    int status = own.path("status").asInt(answer.status());
    Optional<Duration> pause = answer.retryAfter();
    if (own.path("retryAfter").isNumber()) {
      pause = Optional.of(Duration.ofSeconds(Math.max(0, own.path("retryAfter").asLong())));
    }
    return result(delivery, status, own, own.path("detail").asText(""), pause);
  }

  private static Result result(
      Delivery delivery, int status, JsonNode body, String detail, Optional<Duration> pause) {
    if (Judgement.of(status) != Judgement.DONE)
      return Result.plain(delivery, status, detail, pause);
    List<String> steps = new ArrayList<>();
    body.path("chainTo").forEach(step -> steps.add(step.asText()));
    String thread = body.path("result").path(Events.SLACK_THREAD).asText("");
    Optional<String> slack = Optional.of(thread).filter(text -> !text.isBlank());
    try {
      Optional<CloudEvent> event = event(body);
      return new Result(delivery, status, detail, pause, event, steps, slack);
    } catch (MalformedEventException malformed) {
      String what = "its answer holds no event to pass on: " + malformed.getMessage();
      if (!steps.isEmpty()) return Result.plain(delivery, BROKEN, what, pause);
      return new Result(delivery, status, detail, pause, Optional.empty(), steps, slack);
    }
  }

  private static Optional<CloudEvent> event(JsonNode body) {
    JsonNode event = body.path("event");
    return event.isMissingNode() || event.isNull()
        ? Optional.empty()
        : Optional.of(CODEC.fromJson(event));
  }

  private static String detail(JsonNode body, Answer answer) {
    if (answer.ok()) return "";
    String detail = body.path("detail").asText("");
    return detail.isBlank() ? answer.excerpt() : detail;
  }

  private static JsonNode object(Answer answer) {
    return answer.json().filter(JsonNode::isObject).orElse(MissingNode.getInstance());
  }
}
