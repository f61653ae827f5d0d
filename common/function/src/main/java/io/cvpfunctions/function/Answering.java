package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Invocation;
import io.cvpfunctions.remote.Signature;
import java.util.List;
import java.util.Optional;

/** The way of one request: method, size, signature, form, work, chain, answer. */
final class Answering {
  private static final EventCodec CODEC = new EventCodec();

  private final String name;
  private final Started started;
  private final FunctionRequest request;
  private final Call call;
  private final OutcomeLog log;

  Answering(String name, Started started, FunctionRequest request, String callId, OutcomeLog log) {
    this.name = name;
    this.started = started;
    this.request = request;
    Budget budget = started.budget(request.header(Invocation.TIMEOUT));
    this.call = Call.of(callId, budget, request.headers(), request.query());
    this.log = log;
  }

  Reply answer() {
    if (request.method().equals("GET") || request.method().equals("HEAD")) return description();
    if (!request.method().equals("POST")) return notAllowed();
    checkSize();
    started.signature().body(request.header(Signature.HEADER), request.body());
    EventMessage message = CODEC.read(request.headers(), request.body());
    Optional<List<CloudEvent>> batch = message.batch();
    if (batch.isPresent()) return batch(batch.get());
    return single(message.event().orElseGet(() -> started.function().typed(message, call)));
  }

  private Reply description() {
    EventFunction function = started.function();
    ObjectNode node = Reply.object().put("function", name);
    String version = function.getClass().getPackage().getImplementationVersion();
    node.put("version", version == null ? "unpackaged" : version);
    node.put("description", function.description());
    ArrayNode types = node.putArray("types");
    function.types().forEach(types::add);
    ObjectNode settings = node.putObject("settings");
    started.settings().forEach(settings::put);
    return Reply.json(200, node, "described", "");
  }

  private Reply notAllowed() {
    String error = request.method() + " is not served: POST an event, or GET a description";
    Problem problem = Problem.of(405, "The method is not allowed", List.of(error));
    return Reply.problem(problem, name, call.id()).with("Allow", "GET, HEAD, POST");
  }

  private void checkSize() {
    if (request.body().length <= started.maxBody()) return;
    String error = "the body has " + request.body().length + " bytes, max_body allows ";
    throw new ProblemException(
        Problem.of(413, "The body is too large", List.of(error + started.maxBody())));
  }

  private Reply single(CloudEvent event) {
    log.event(event);
    started.signature().sentAt(event);
    Optional<Problem> unknown = unknownType(event);
    if (unknown.isPresent()) throw new ProblemException(unknown.get());
    Outcome outcome = started.function().handle(event, call);
    if (outcome.body().isPresent()) {
      String type = outcome.contentType().orElseThrow();
      return Reply.text(type, outcome.body().get(), outcome.word());
    }
    ObjectNode answer = Reply.object().put("function", name);
    return passOn(event, outcome, answer);
  }

  private Reply passOn(CloudEvent event, Outcome outcome, ObjectNode answer) {
    describe(answer, outcome);
    Optional<ArrayNode> chain = chain(event, outcome, answer);
    if (chain.isEmpty() || !Chain.failed(chain.get())) {
      return Reply.json(200, answer, outcome.word(), outcome.reason().orElse(""));
    }
    Problem problem = stepFailed(chain.get());
    ObjectNode details = problem.toJson(name, call.id());
    details.setAll(answer);
    return Reply.problem(problem.status(), details, problem.detail());
  }

  private static Problem stepFailed(ArrayNode chain) {
    StringBuilder failed = new StringBuilder();
    chain.forEach(
        step -> {
          int status = step.path("status").asInt();
          if (status >= 200 && status < 300) return;
          if (failed.length() > 0) failed.append("; ");
          failed.append(step.path("function").asText()).append(" answered ").append(status);
          String detail = step.path("detail").asText();
          if (!detail.isEmpty()) failed.append(" (").append(detail).append(')');
        });
    return Problem.of(502, "A function after this one failed", List.of(failed.toString()));
  }

  private static void describe(ObjectNode answer, Outcome outcome) {
    answer.put("outcome", outcome.word());
    answer.set("result", outcome.result());
  }

  /** Adds the event to pass on, and either the names for the caller, or what the steps said. */
  private Optional<ArrayNode> chain(CloudEvent event, Outcome outcome, ObjectNode answer) {
    List<String> steps = started.chain().steps();
    ChainMode mode = call.chain();
    CloudEvent next = outcome.event().orElse(event);
    boolean chains = outcome.chains() && !steps.isEmpty() && mode != ChainMode.NONE;
    if (chains || outcome.event().isPresent()) answer.set("event", CODEC.toJson(next));
    if (!chains) return Optional.empty();
    if (mode == ChainMode.CALLER) {
      ArrayNode names = answer.putArray("chainTo");
      steps.forEach(names::add);
      return Optional.empty();
    }
    ArrayNode answers = started.chain().call(next, call.budget());
    answer.set("chain", answers);
    return Optional.of(answers);
  }

  private Optional<Problem> unknownType(CloudEvent event) {
    if (started.function().takes(event.getType())) return Optional.empty();
    String known = String.join(", ", started.function().types());
    String error = name + " has no work for the type " + event.getType() + ", only for " + known;
    return Optional.of(Problem.rejected(List.of(error)));
  }

  private Reply batch(List<CloudEvent> events) {
    events.forEach(started.signature()::sentAt);
    BatchResults results = new BatchResults(events);
    for (CloudEvent event : events) unknownType(event).ifPresent(p -> results.failed(event, p));
    List<CloudEvent> known = results.open();
    List<Result> handled = started.function().handleBatch(known, call);
    for (int i = 0; i < known.size(); i++) finish(known.get(i), handled.get(i), results);
    return results.reply(name);
  }

  private void finish(CloudEvent event, Result result, BatchResults results) {
    if (result.problem().isPresent()) {
      results.failed(event, result.problem().get());
      return;
    }
    Outcome outcome = result.outcome().orElseThrow();
    ObjectNode answer = Reply.object();
    describe(answer, outcome);
    outcome.reason().ifPresent(reason -> answer.put("detail", reason));
    Optional<ArrayNode> chain = chain(event, outcome, answer);
    if (chain.isPresent() && Chain.failed(chain.get())) {
      Problem problem = stepFailed(chain.get());
      answer.put("detail", problem.detail());
      results.done(event, problem.status(), answer);
    } else {
      results.done(event, 200, answer);
    }
  }
}
