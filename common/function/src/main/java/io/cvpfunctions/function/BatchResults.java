package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Gathers one result per event of a batch, answered in the batch's order; logs each. */
final class BatchResults {
  private final List<CloudEvent> events;
  private final OutcomeLog log;
  private final IdentityHashMap<CloudEvent, ObjectNode> results = new IdentityHashMap<>();

  BatchResults(List<CloudEvent> events, OutcomeLog log) {
    this.events = events;
    this.log = log;
  }

  /** The events without a result yet. */
  List<CloudEvent> open() {
    List<CloudEvent> open = new ArrayList<>(events);
    open.removeIf(results::containsKey);
    return open;
  }

  void done(CloudEvent event, Outcome outcome, ObjectNode answer) {
    String reason = outcome.reason().orElse("");
    if (!reason.isEmpty()) answer.put("detail", reason);
    put(event, 200, answer);
    log.write(event, 200, outcome.word(), reason, Optional.empty());
  }

  void failed(CloudEvent event, Problem problem) {
    failed(event, problem, Reply.object().put("outcome", "failed"));
  }

  /** The work was done, but what came after it was not. */
  void failed(CloudEvent event, Problem problem, ObjectNode answer) {
    answer.put("detail", problem.detail());
    problem.retryAfter().ifPresent(s -> answer.put("retryAfter", Long.parseLong(s)));
    put(event, problem.status(), answer);
    log.write(event, problem.status(), "failed", problem.detail(), problem.cause());
  }

  private void put(CloudEvent event, int status, ObjectNode answer) {
    ObjectNode node = Reply.object().put("id", event.getId()).put("status", status);
    node.setAll(answer);
    results.put(event, node);
  }

  /** 200 if all are done, else the worst status, which is the highest. */
  Reply reply(String function) {
    ObjectNode answer = Reply.object().put("function", function);
    ArrayNode list = answer.putArray("results");
    int worst = 200;
    int failed = 0;
    long wait = 0;
    for (CloudEvent event : events) {
      ObjectNode result = results.get(event);
      int status = result.get("status").asInt();
      if (status >= 300) failed++;
      worst = Math.max(worst, status);
      wait = Math.max(wait, result.path("retryAfter").asLong());
      list.add(result);
    }
    String what = events.size() + " events";
    if (failed > 0) what += ", " + failed + " failed";
    Reply reply = Reply.compact(worst, answer, failed == 0 ? "done" : "failed", what);
    return wait > 0 ? reply.with("Retry-After", Long.toString(wait)) : reply;
  }
}
