package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventCodec;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Invocation;
import io.cvpfunctions.remote.Signature;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The way of one request: method, size, signature, form, work, chain, answer. */
final class Answering {
  private static final EventCodec CODEC = new EventCodec();

  private final String name;
  private final Started started;
  private final FunctionRequest request;
  private final Call call;
  private final PassingOn passingOn;
  private final OutcomeLog log;

  Answering(String name, Started started, FunctionRequest request, String callId, OutcomeLog log) {
    this.name = name;
    this.started = started;
    this.request = request;
    Budget budget = started.budget(request.header(Invocation.TIMEOUT));
    this.call = Call.of(callId, budget, request.headers(), request.query());
    this.passingOn = new PassingOn(started.chain(), call);
    this.log = log;
  }

  Reply answer() {
    if (asksForCheck()) return check();
    if (request.method().equals("GET") || request.method().equals("HEAD")) return described();
    if (!request.method().equals("POST")) return notAllowed();
    checkSize();
    started.signature().body(request.header(Signature.HEADER), request.body());
    started.signature().attributes(request.headers());
    EventMessage message = CODEC.read(request.headers(), request.body());
    Optional<List<CloudEvent>> batch = message.batch();
    if (batch.isPresent()) return batch(batch.get());
    return single(message.event().orElseGet(() -> started.function().typed(message, call)));
  }

  /** As {@code faas-cli invoke --query check=true} asks, too: it posts the nothing it was given. */
  private boolean asksForCheck() {
    if (!call.asksForCheck()) return false;
    String method = request.method();
    return method.equals("GET") || (method.equals("POST") && request.isBlank());
  }

  private Reply check() {
    return new SelfCheck(started, request, call).answer(description());
  }

  private Reply described() {
    return Reply.json(200, description(), "described", "");
  }

  private ObjectNode description() {
    EventFunction function = started.function();
    ObjectNode node = Reply.object().put("function", name);
    String version = function.getClass().getPackage().getImplementationVersion();
    node.put("version", version == null ? "unpackaged" : version);
    node.put("description", function.description());
    ArrayNode types = node.putArray("types");
    function.types().forEach(types::add);
    ObjectNode settings = node.putObject("settings");
    started.settings().forEach(settings::put);
    return node;
  }

  private Reply notAllowed() {
    String error = request.method() + " is not served: POST an event, or GET a description";
    Problem problem = Problem.of(405, "The method is not allowed", List.of(error));
    return Reply.problem(problem, name, call.id()).with("Allow", "GET, HEAD, POST");
  }

  private void checkSize() {
    if (request.body().length <= started.maxBody()) return;
    String error =
        "the body has "
            + request.body().length
            + " bytes, max_body allows "
            + started.maxBody()
            + ": send less at once, or raise max_body";
    throw new ProblemException(Problem.of(413, "The body is too large", List.of(error)));
  }

  private Reply single(CloudEvent received) {
    log.event(received);
    CloudEvent event = checked(received);
    Optional<Problem> unknown = unknownType(event);
    if (unknown.isPresent()) throw new ProblemException(unknown.get());
    Outcome outcome = started.function().handle(event, call);
    ObjectNode answer = Reply.object().put("function", name);
    Optional<Problem> failed = passingOn.tell(event, outcome, answer);
    if (failed.isPresent()) {
      ObjectNode details = failed.get().toJson(name, call.id());
      details.setAll(answer);
      return Reply.problem(failed.get(), details);
    }
    if (outcome.body().isPresent() && call.chain() != ChainMode.CALLER) {
      String type = outcome.contentType().orElseThrow();
      return Reply.text(type, outcome.body().get(), outcome.word());
    }
    return Reply.json(200, answer, outcome.word(), outcome.reason().orElse(""));
  }

  /** When an attempt was sent is of no use to anything after this. */
  private CloudEvent checked(CloudEvent event) {
    started.signature().sentAt(event);
    return Events.withoutExtension(event, Events.SENT_AT);
  }

  private Optional<Problem> unknownType(CloudEvent event) {
    if (started.function().takes(event.getType())) return Optional.empty();
    String known = String.join(", ", started.function().types());
    String error = name + " has no work for the type " + event.getType() + ", only for " + known;
    return Optional.of(Problem.rejected(List.of(error)));
  }

  private Reply batch(List<CloudEvent> received) {
    List<CloudEvent> events = received.stream().map(this::checked).collect(Collectors.toList());
    BatchResults results = new BatchResults(events, log);
    for (CloudEvent event : events) unknownType(event).ifPresent(p -> results.failed(event, p));
    List<CloudEvent> known = results.open();
    List<Result> handled = known.isEmpty() ? List.of() : work(known);
    Set<String> failedSubjects = new HashSet<>();
    for (int i = 0; i < known.size(); i++) {
      finish(known.get(i), handled.get(i), results, failedSubjects);
    }
    return results.reply(name);
  }

  private List<Result> work(List<CloudEvent> events) {
    List<Result> results = started.function().handleBatch(events, call);
    if (results.size() == events.size()) return results;
    throw new IllegalStateException(results.size() + " results for " + events.size() + " events");
  }

  private void finish(
      CloudEvent event, Result result, BatchResults results, Set<String> failedSubjects) {
    if (result.problem().isPresent()) {
      results.failed(event, result.problem().get());
      return;
    }
    if (failedSubjects.contains(event.getSubject())) {
      String why = "a function after this one failed for an earlier event of " + event.getSubject();
      results.failed(event, Problem.later(503, why, OneByOne.SOON));
      return;
    }
    Outcome outcome = result.outcome().orElseThrow();
    ObjectNode answer = Reply.object();
    Optional<Problem> failed = passingOn.tell(event, outcome, answer);
    if (failed.isEmpty()) {
      results.done(event, outcome, answer);
      return;
    }
    results.failed(event, failed.get(), answer);
    if (event.getSubject() != null) failedSubjects.add(event.getSubject());
  }
}
