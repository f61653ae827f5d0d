package io.cvpfunctions.lab.month.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cvpfunctions.lab.launcher.Calls;
import io.cvpfunctions.lab.launcher.RecordReader;
import io.cvpfunctions.lab.month.judge.Answered;
import io.cvpfunctions.lab.month.judge.Published;
import io.cvpfunctions.lab.openfaas.Invocation;
import java.util.ArrayList;
import java.util.List;

/** Writes down what passes the gateway and what a consumer of the topic reads. Thread-safe. */
final class Witness {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Answered> answers = new ArrayList<>();
  private final List<Published> published = new ArrayList<>();

  /** Only events: what the operator sends by hand, and questions, are nobody's news. */
  void called(Invocation call) {
    if (!call.request().method().equals("POST")) return;
    List<Answered> all =
        Calls.of(call).stream()
            .map(
                each ->
                    new Answered(
                        call.function(), call.at(), each.event(), each.status(), each.answer()))
            .filter(each -> !each.id().isEmpty())
            .toList();
    synchronized (this) {
      answers.addAll(all);
    }
  }

  synchronized void read(RecordReader.Published event) {
    published.add(new Published(event.id(), event.type(), event.key(), json(event.value())));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  synchronized List<Answered> answers() {
    return List.copyOf(answers);
  }

  synchronized List<Published> published() {
    return List.copyOf(published);
  }

  /** Whether all the world knows it. */
  synchronized boolean knows(String type, String serial) {
    return published.stream()
        .anyMatch(each -> each.type().equals(type) && each.key().equals(serial));
  }
}
