package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import io.cvpfunctions.tracing.Traceparent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The functions after this one, called through the gateway: in order, each one even if an earlier
 * one failed, one attempt each.
 */
final class Chain implements AutoCloseable {
  private static final String ASYNC = "?async";

  /** What a step at the end can count on, however slow the steps before it are. */
  private static final Duration KEPT_BACK = Duration.ofSeconds(5);

  private final List<String> steps;
  private final Once<Gateway> gateway;
  private final Optional<Signature> signature;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();

  private Chain(
      List<String> steps, Once<Gateway> gateway, Optional<Signature> signature, Clock clock) {
    this.steps = steps;
    this.gateway = gateway;
    this.signature = signature;
    this.clock = clock;
  }

  /** Reads {@code chain_to} and {@code gateway_url}; the gateway is opened when first needed. */
  static Chain from(Settings settings, Optional<Secret> payloadSecret, Clock clock) {
    List<String> steps = settings.words("chain_to");
    for (String step : steps) {
      if (!Gateway.isFunctionName(name(step))) {
        settings.problem("chain_to: " + step + " is neither NAME nor NAME?async");
      }
    }
    return new Chain(
        steps, new Once<>(gateway(settings)), payloadSecret.map(Signature::with), clock);
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

  /**
   * Looks whether the gateway can be reached.
   *
   * @throws CallFailedException where it does not answer
   */
  void reach(Duration limit) {
    gateway.get().health(limit);
  }

  /** Calls every step, and says of each what became of it. */
  ArrayNode call(CloudEvent event, Budget budget) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    CloudEvent next = event;
    for (String step : steps) {
      int after = steps.size() - answers.size() - 1;
      ObjectNode answer = call(step, next, share(budget.left(), after));
      answers.add(answer);
      next = withThread(next, answer);
    }
    return answers;
  }

  /** All that is left, but for what the steps after this one are to have. */
  private static Duration share(Duration left, int after) {
    Duration fair = left.dividedBy(after + 1L);
    Duration kept = fair.compareTo(KEPT_BACK) < 0 ? fair : KEPT_BACK;
    return left.minus(kept.multipliedBy(after));
  }

  /** Whether a step did its work, or was queued. */
  static boolean isDone(JsonNode step) {
    int status = step.path("status").asInt();
    return status >= 200 && status < 300;
  }

  private ObjectNode call(String step, CloudEvent event, Duration limit) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("function", name(step));
    try {
      return told(answer, send(step, invocation(event), limit));
    } catch (CallFailedException failure) {
      return answer
          .put("status", failure.kind().status())
          .put("outcome", "failed")
          .put("detail", failure.getMessage());
    }
  }

  /** What is queued has its own time, once its turn has come. */
  private Answer send(String step, Invocation invocation, Duration limit) {
    if (step.endsWith(ASYNC)) return gateway.get().invokeAsync(name(step), invocation, limit);
    Invocation timed = invocation.with(Invocation.TIMEOUT, GoDuration.format(limit));
    return gateway.get().invoke(step, timed, limit);
  }

  private Invocation invocation(CloudEvent event) {
    String origin = Events.extension(event, Events.TRACE_PARENT).orElse("");
    return signed(event).with(Traceparent.NAME, Traceparent.next(origin));
  }

  private Invocation signed(CloudEvent event) {
    if (signature.isEmpty()) return Invocation.of(EventCodec.STRUCTURED, codec.structured(event));
    String now = clock.instant().toString();
    byte[] body = codec.structured(Events.withExtension(event, Events.SENT_AT, now));
    return Invocation.of(EventCodec.STRUCTURED, body)
        .with(Signature.HEADER, signature.get().sign(body));
  }

  private static String name(String step) {
    return step.endsWith(ASYNC) ? step.substring(0, step.length() - ASYNC.length()) : step;
  }

  private static ObjectNode told(ObjectNode node, Answer answer) {
    node.put("status", answer.status());
    if (answer.status() == 202) return node.put("outcome", "queued");
    JsonNode json = answer.json().filter(JsonNode::isObject).orElse(MissingNode.getInstance());
    node.put("outcome", answer.ok() ? json.path("outcome").asText("done") : "failed");
    boolean says = json.has("detail") || json.has("result");
    String detail = says ? json.path("detail").asText("") : answer.excerpt();
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

  @Override
  public void close() {
    gateway.ifMade(Gateway::close);
  }
}
