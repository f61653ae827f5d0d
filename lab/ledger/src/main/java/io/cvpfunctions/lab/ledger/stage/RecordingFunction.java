package io.cvpfunctions.lab.ledger.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.ledger.book.Message;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A function that writes down what it receives before it answers, and has its moods. */
final class RecordingFunction implements FunctionStub {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DONE = 200;
  private static final int REFUSED = 422;
  private static final int LATER = 503;
  private static final int TOO_LARGE = 413;

  private final String name;
  private final Mood mood;
  private final List<String> chain;
  private final Notes notes;
  private final Set<String> stumbledOver = ConcurrentHashMap.newKeySet();
  private final Set<String> sleptOver = ConcurrentHashMap.newKeySet();

  RecordingFunction(String name, Mood mood, List<String> chain, Notes notes) {
    this.name = name;
    this.mood = mood;
    this.chain = chain;
    this.notes = notes;
  }

  @Override
  public FunctionResponse answer(FunctionRequest request) throws Exception {
    JsonNode body = JSON.readTree(request.bodyText());
    String callId = request.header("X-Call-Id").orElse("");
    boolean chained = request.header("X-Chain").orElse("").equals("caller");
    return body.isArray() ? batch(body, callId, chained) : single(body, callId, chained);
  }

  private FunctionResponse single(JsonNode event, String callId, boolean chained)
      throws InterruptedException {
    Message message = Message.of(event);
    int verdict = verdict(message);
    notes.received(name, callId, message, verdict);
    pause(message.id());
    FunctionResponse answer = FunctionResponse.json(verdict, result(event, verdict, chained) + "");
    return verdict == LATER ? answer.header("Retry-After", "1") : answer;
  }

  private FunctionResponse batch(JsonNode events, String callId, boolean chained)
      throws InterruptedException {
    String first = events.path(0).path("id").asText();
    if (events.size() > mood.largestBatch() && mood.strikes(first, 3)) {
      Map<Message, Integer> none = new LinkedHashMap<>();
      events.forEach(each -> none.put(Message.of(each), LATER));
      notes.received(name, callId, none, TOO_LARGE);
      return FunctionResponse.text(TOO_LARGE, "too large for me");
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("results");
    Set<String> waiting = new HashSet<>();
    Map<Message, Integer> verdicts = new LinkedHashMap<>();
    for (JsonNode event : events) {
      Message message = Message.of(event);
      int verdict = waiting.contains(message.subject()) ? LATER : verdict(message);
      if (verdict != DONE) waiting.add(message.subject());
      verdicts.put(message, verdict);
      results.add(result(event, verdict, chained));
    }
    int worst = verdicts.values().stream().max(Integer::compare).orElse(DONE);
    notes.received(name, callId, verdicts, worst);
    pause(first);
    return FunctionResponse.json(worst, answer + "");
  }

  private int verdict(Message message) {
    if (mood.refuses() && mood.strikes(message.id(), 17)) return REFUSED;
    boolean stumbles = mood.stumbles() && mood.strikes(message.id() + "s", 11);
    return stumbles && stumbledOver.add(message.id()) ? LATER : DONE;
  }

  private ObjectNode result(JsonNode event, int verdict, boolean chained) {
    ObjectNode result = JSON.createObjectNode();
    result.put("id", event.path("id").asText()).put("status", verdict).put("function", name);
    if (verdict != DONE) return result.put("detail", name + " says " + verdict);
    result.put("outcome", "done");
    if (!chained || chain.isEmpty()) return result;
    ObjectNode passedOn = event.deepCopy();
    ((ObjectNode) passedOn.path("data")).putObject("cmdb").put("system", "ledger");
    result.set("event", passedOn);
    chain.forEach(result.putArray("chainTo")::add);
    return result;
  }

  /** Too long for the caller, now and then; never for the same event twice. */
  private void pause(String id) throws InterruptedException {
    boolean oversleeps = mood.oversleeps() && mood.strikes(id + "o", 23) && sleptOver.add(id);
    TimeUnit.MILLISECONDS.sleep(oversleeps ? 2600 : mood.millis(id));
  }

  /** What an answer must look like to a client that reads nothing but JSON. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(text, notJson);
    }
  }
}
