package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Invocation;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The functions after this one, called through the gateway: in order, each one even if an earlier
 * one failed, one attempt each.
 */
final class Chain {
  private static final String ASYNC = "?async";
  private static final Duration LEAST = Duration.ofMillis(1);

  private final List<String> steps;
  private final Supplier<Gateway> gateway;
  private final Optional<Signature> signature;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();

  private Chain(
      List<String> steps, Supplier<Gateway> gateway, Optional<Signature> signature, Clock clock) {
    this.steps = steps;
    this.gateway = gateway;
    this.signature = signature;
    this.clock = clock;
  }

  /** Reads {@code chain_to} and {@code gateway_url}; the gateway is opened when first needed. */
  static Chain from(Settings settings, Optional<Secret> payloadSecret, Clock clock) {
    List<String> steps = settings.words("chain_to");
    for (String step : steps) {
      if (!step.matches("[-a-zA-Z_0-9.]+(\\?async)?")) {
        settings.problem("chain_to: " + step + " is neither NAME nor NAME?async");
      }
    }
    Supplier<Gateway> gateway = new Once<>(gateway(settings));
    return new Chain(steps, gateway, payloadSecret.map(Signature::with), clock);
  }

  private static Supplier<Gateway> gateway(Settings settings) {
    return settings
        .url("gateway_url")
        .<Supplier<Gateway>>map(address -> () -> Gateway.at(address))
        .orElse(Gateway::whicheverResolves);
  }

  List<String> steps() {
    return steps;
  }

  /** Calls every step, and says of each what became of it. */
  ArrayNode call(CloudEvent event, Budget budget) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    CloudEvent next = event;
    for (String step : steps) {
      ObjectNode answer = call(step, next, budget);
      answers.add(answer);
      next = withThread(next, answer);
    }
    return answers;
  }

  /** Whether one of these steps failed. */
  static boolean failed(ArrayNode answers) {
    for (JsonNode answer : answers) {
      int status = answer.path("status").asInt();
      if (status < 200 || status >= 300) return true;
    }
    return false;
  }

  private ObjectNode call(String step, CloudEvent event, Budget budget) {
    boolean async = step.endsWith(ASYNC);
    String name = async ? step.substring(0, step.length() - ASYNC.length()) : step;
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("function", name);
    try {
      Duration limit = budget.left().plus(LEAST);
      Invocation invocation = invocation(event, limit);
      return told(
          answer,
          async
              ? gateway.get().invokeAsync(name, invocation, limit)
              : gateway.get().invoke(name, invocation, limit));
    } catch (CallFailedException failure) {
      return answer
          .put("status", failure.kind().status())
          .put("outcome", "failed")
          .put("detail", failure.getMessage());
    }
  }

  private Invocation invocation(CloudEvent event, Duration limit) {
    CloudEvent sent = event;
    if (signature.isPresent()) {
      sent = Events.withExtension(event, Events.SENT_AT, clock.instant().toString());
    }
    byte[] body = codec.structured(sent);
    Invocation invocation =
        Invocation.of(EventCodec.STRUCTURED, body)
            .with(Invocation.TIMEOUT, GoDuration.format(limit));
    if (signature.isEmpty()) return invocation;
    return invocation.with(Signature.HEADER, signature.get().sign(body));
  }

  private static ObjectNode told(ObjectNode node, Answer answer) {
    node.put("status", answer.status());
    if (answer.status() == 202) return node.put("outcome", "queued");
    JsonNode json = answer.json().filter(JsonNode::isObject).orElse(node.objectNode());
    node.put("outcome", json.path("outcome").asText(answer.ok() ? "done" : "failed"));
    String detail = json.path("detail").asText(answer.ok() ? "" : answer.excerpt());
    if (!detail.isEmpty()) node.put("detail", detail);
    if (json.has("result")) node.set("result", json.get("result"));
    if (json.has("chain")) node.set("chain", json.get("chain"));
    return node;
  }

  /** Where Slack put the message goes along, so that what follows joins its thread. */
  private static CloudEvent withThread(CloudEvent event, ObjectNode answer) {
    String thread = answer.path("result").path(Events.SLACK_THREAD).asText("");
    return thread.isEmpty() ? event : Events.withExtension(event, Events.SLACK_THREAD, thread);
  }
}
