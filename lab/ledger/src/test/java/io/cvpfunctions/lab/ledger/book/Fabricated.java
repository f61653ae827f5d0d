package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ledger made up line by line: one device, in containers whose keys are their names. */
final class Fabricated {
  static final String DEVICE = "JPE1";
  static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Subscriber> subscribers = new ArrayList<>();
  private final List<Message> outbox = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<Interruption> interruptions = new ArrayList<>();
  private final History history = new History();
  private int seconds;

  Fabricated was(String... places) {
    for (String place : places) {
      history.place(DEVICE, place);
      history.name(place, place);
    }
    return this;
  }

  Fabricated named(String key, String name) {
    history.name(key, name);
    return this;
  }

  Fabricated had(String... facts) {
    for (String fact : facts) history.fact(DEVICE, fact);
    return this;
  }

  Fabricated function(String name, String... topics) {
    subscribers.add(Subscriber.of(name, List.of(topics), List.of()));
    return this;
  }

  Fabricated duty(String name, String severity) {
    subscribers.add(Subscriber.of(name, List.of("cvp.event.*"), severity));
    return this;
  }

  Fabricated step(String name, String parent) {
    subscribers.add(Subscriber.step(name, parent));
    return this;
  }

  static Message moved(String id, String from, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("from").put("key", from).put("name", from);
    data.putObject("to").put("key", to).put("name", to);
    return new Message(id, Message.MOVED, DEVICE, data);
  }

  static Message added(String id, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("to").put("key", to).put("name", to);
    return new Message(id, Message.ADDED, DEVICE, data);
  }

  static Message left(String id, String type, String from) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("from").put("key", from).put("name", from);
    return new Message(id, type, DEVICE, data);
  }

  static Message changed(String id, String field, String from, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putArray("changed").addObject().put("field", field).put("from", from).put("to", to);
    return new Message(id, Message.CHANGED, DEVICE, data);
  }

  /** CloudVision raised that, and it was that bad in turn. */
  Fabricated raised(String key, String... severities) {
    history.cloudVisionEvents().raise(identity(key), DEVICE, severities[0]);
    for (String each : severities) history.cloudVisionEvents().severity(identity(key), each);
    return this;
  }

  Fabricated resolved(String key) {
    history.cloudVisionEvents().resolve(identity(key));
    return this;
  }

  private static String identity(String key) {
    return CloudVisionEvents.identity(key, START);
  }

  static Message told(String id, String kind, String key, String severity) {
    ObjectNode data = JSON.createObjectNode();
    data.put("key", key).put("timestamp", START.toString()).put("severity", severity);
    return new Message(id, "cvp.event." + kind, DEVICE, data);
  }

  static Message passedOn(Message message) {
    ObjectNode data = message.data().deepCopy();
    data.putObject("cmdb");
    return new Message(message.id(), message.type(), message.subject(), data);
  }

  Fabricated stored(Message... messages) {
    outbox.addAll(List.of(messages));
    return this;
  }

  /** Told and done, and the caller knew. */
  Fabricated took(String function, Message message) {
    return received(function, message, "call " + seconds, 200, 200, 200);
  }

  /** Told and done, but the caller was told something else, or nothing. */
  Fabricated tookUnseen(String function, Message message, int seen) {
    return received(function, message, "call " + seconds, 200, 200, seen);
  }

  Fabricated refused(String function, Message message, int verdict) {
    return received(function, message, "call " + seconds, verdict, verdict, verdict);
  }

  Fabricated received(
      String function, Message message, String callId, int verdict, int answer, int seen) {
    Instant at = now();
    seconds++;
    Call call = new Call(at.minusMillis(10), at.plusMillis(10), seen);
    receipts.add(new Receipt(function, callId, message, at, verdict, answer, Optional.of(call)));
    return this;
  }

  /** The gateway had held the call since then; its caller was told nothing. */
  Fabricated tookLate(String function, Message message, Instant sent) {
    Call call = new Call(sent, now(), 200);
    receipts.add(
        new Receipt(function, "call " + seconds, message, now(), 200, 200, Optional.of(call)));
    seconds++;
    return this;
  }

  Instant now() {
    return START.plusSeconds(seconds);
  }

  Fabricated killed(String... inFlight) {
    interruptions.add(Interruption.kill(now(), now(), Set.of(inFlight)));
    seconds++;
    return this;
  }

  Fabricated cut() {
    interruptions.add(Interruption.cut(now(), now()));
    return this;
  }

  Fabricated dead(String function, Message message, String reason) {
    deadLetters.add(new DeadLetter(function, message.id(), reason));
    return this;
  }

  List<Finding> findings() {
    return Check.all(
        new Ledger(subscribers, outbox, receipts, deadLetters, interruptions, history, now()));
  }
}
