package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Gathers one result per event of a batch, answered in the batch's order. */
final class BatchResults {
  private final List<CloudEvent> events;
  private final IdentityHashMap<CloudEvent, ObjectNode> results = new IdentityHashMap<>();

  BatchResults(List<CloudEvent> events) {
    this.events = events;
  }

  /** The events without a result yet. */
  List<CloudEvent> open() {
    List<CloudEvent> open = new ArrayList<>();
    for (CloudEvent event : events) if (!results.containsKey(event)) open.add(event);
    return open;
  }

  void failed(CloudEvent event, Problem problem) {
    ObjectNode node = Reply.object().put("outcome", "failed").put("detail", problem.detail());
    problem.retryAfter().ifPresent(s -> node.put("retryAfter", Integer.parseInt(s)));
    done(event, problem.status(), node);
  }

  void done(CloudEvent event, int status, ObjectNode answer) {
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
    for (CloudEvent event : events) {
      ObjectNode result = results.get(event);
      int status = result.get("status").asInt();
      if (status >= 300) failed++;
      worst = Math.max(worst, status);
      list.add(result);
    }
    String what = events.size() + " events";
    if (failed > 0) what += ", " + failed + " failed";
    return Reply.json(worst, answer, failed == 0 ? "done" : "failed", what);
  }
}
