package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Sees to what follows an event: by calling the next functions, or by naming them to the caller.
 */
final class PassingOn {
  private static final EventCodec CODEC = new EventCodec();

  private final Chain chain;
  private final Call call;

  PassingOn(Chain chain, Call call) {
    this.chain = chain;
    this.call = call;
  }

  /**
   * Writes into the answer what came of the event, and either the names for the caller, or what the
   * steps said; a problem where one of them failed.
   */
  Optional<Problem> tell(CloudEvent event, Outcome outcome, ObjectNode answer) {
    answer.put("outcome", outcome.word());
    answer.set("result", outcome.result());
    CloudEvent next = outcome.event().orElse(event);
    ChainMode mode = call.chain();
    boolean chains = outcome.chains() && !chain.steps().isEmpty() && mode != ChainMode.NONE;
    if (chains || outcome.event().isPresent()) answer.set("event", CODEC.toJson(next));
    if (!chains) return Optional.empty();
    if (mode == ChainMode.CALLER) {
      ArrayNode names = answer.putArray("chainTo");
      chain.steps().forEach(names::add);
      return Optional.empty();
    }
    ArrayNode steps = chain.call(next, call.budget());
    answer.set("chain", steps);
    return failed(steps);
  }

  private static Optional<Problem> failed(ArrayNode steps) {
    List<String> failed =
        StreamSupport.stream(steps.spliterator(), false)
            .filter(step -> !Chain.isDone(step))
            .map(PassingOn::sentence)
            .collect(Collectors.toList());
    if (failed.isEmpty()) return Optional.empty();
    return Optional.of(Problem.of(502, "A function after this one failed", failed));
  }

  private static String sentence(JsonNode step) {
    String status = step.path("function").asText() + " answered " + step.path("status").asInt();
    String detail = step.path("detail").asText();
    return detail.isEmpty() ? status : status + " (" + detail + ")";
  }
}
