package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, Instant> stored = new HashMap<>();
  private final Map<String, Instant> planned = new HashMap<>();
  private final List<Withheld> withheld = new ArrayList<>();
  private final List<Quiet> quiets = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private int seconds;

  Fabricated was(String... places) {
    for (String place : places) {
      history.place(DEVICE, place, now());
      history.name(place, place);
      seconds += 10;
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
    subscribers.add(Subscriber.of(name, Map.of("cvp.topics", String.join(" ", topics))));
    return this;
  }

  Fabricated duty(String name, String severity) {
    return annotated(name, Map.of("cvp.topics", "cvp.event.*", "cvp.severity", severity));
  }

  Fabricated annotated(String name, Map<String, String> annotations) {
    subscribers.add(Subscriber.of(name, annotations));
    return this;
  }

  Fabricated step(String name, String parent) {
    subscribers.add(Subscriber.step(name, Map.of(), parent));
    return this;
  }

  static Message moved(String id, String from, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("from").put("key", from).put("name", from);
    data.putObject("to").put("key", to).put("name", to);
    return new Message(id, Message.MOVED, DEVICE, data, START);
  }

  /** The same, of the device when it was called so. */
  static Message called(Message message, String hostname) {
    ObjectNode data = message.data().deepCopy();
    data.putObject("device").put("hostname", hostname).put("streamingStatus", hostname + "?");
    return new Message(message.id(), message.type(), message.subject(), data, message.time());
  }

  static Message added(String id, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("to").put("key", to).put("name", to);
    return new Message(id, Message.ADDED, DEVICE, data, START);
  }

  static Message left(String id, String type, String from) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("from").put("key", from).put("name", from);
    return new Message(id, type, DEVICE, data, START);
  }

  static Message changed(String id, String field, String from, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putArray("changed").addObject().put("field", field).put("from", from).put("to", to);
    return new Message(id, Message.CHANGED, DEVICE, data, START);
  }

  /** CloudVision raised that, and it was that bad in turn. */
  Fabricated raised(String key, String... severities) {
    history.cloudVisionEvents().raise(identity(key), DEVICE, severities[0]);
    for (String each : severities) history.cloudVisionEvents().severity(identity(key), each);
    return this;
  }

  /** The device's tag had these values in turn; an empty one is none. */
  Fabricated tagged(String... values) {
    history.tags().baseline(DEVICE, values[0]);
    for (String each : values) history.tags().value(DEVICE, each);
    return this;
  }

  /** It has another tag; an empty text is none. */
  static Message retagged(String id, String from, String to) {
    ObjectNode data = JSON.createObjectNode();
    if (!from.isEmpty()) data.putObject("from").put("name", from).put("label", "Pod");
    if (!to.isEmpty()) data.putObject("to").put("name", to).put("label", "Pod");
    String type = from.isEmpty() ? Message.ADDED : Message.MOVED;
    return new Message(id, to.isEmpty() ? Message.UNPROVISIONED : type, DEVICE, data, START);
  }

  /** People are warned, or told that it is over; of what is so for that many minutes. */
  static Message warned(String id, String kind, String cause, int minutes) {
    ObjectNode data = JSON.createObjectNode();
    data.put("cause", cause).put("since", START.minusSeconds(60L * minutes).toString());
    return new Message(id, "cvp.watcher." + kind, "watcher", data, START);
  }

  /** CloudVision showed so many devices, the given one not among them. */
  Fabricated listed(int devices) {
    Map<String, String> places = new HashMap<>();
    for (int i = 0; i < devices; i++) places.put("D" + i, "A");
    looks.add(new Look("x", now(), now(), places));
    return this;
  }

  Fabricated resolved(String key) {
    history.cloudVisionEvents().resolve(identity(key), now());
    return this;
  }

  private static String identity(String key) {
    return CloudVisionEvents.identity(key, START);
  }

  static Message told(String id, String kind, String key, String severity) {
    ObjectNode data = JSON.createObjectNode();
    data.put("key", key).put("timestamp", START.toString()).put("severity", severity);
    return new Message(id, "cvp.event." + kind, DEVICE, data, START);
  }

  /** The same, of a device in that container. */
  static Message in(String container, Message event) {
    ObjectNode data = event.data().deepCopy();
    data.putObject("container").put("key", container).put("name", container);
    return new Message(event.id(), event.type(), event.subject(), data, event.time());
  }

  /** The same, so many seconds later. */
  static Message after(int seconds, Message event) {
    Instant later = event.time().plusSeconds(seconds);
    return new Message(event.id(), event.type(), event.subject(), event.data(), later);
  }

  static Message passedOn(Message message) {
    ObjectNode data = message.data().deepCopy();
    data.putObject("cmdb");
    return new Message(message.id(), message.type(), message.subject(), data, message.time());
  }

  Fabricated stored(Message... messages) {
    outbox.addAll(List.of(messages));
    for (Message each : messages) stored.put(each.id(), now());
    return this;
  }

  /** CloudVision showed that whoever asked, once a second, so many times. */
  Fabricated shown(String client, String place, int from, int times) {
    for (int i = from; i < from + times; i++) {
      Instant at = START.plusSeconds(i);
      looks.add(new Look(client, at, at.plusMillis(10), Map.of(DEVICE, place)));
    }
    return this;
  }

  Fabricated blinded(int second) {
    Instant at = START.plusSeconds(second);
    interruptions.add(Interruption.blinded(at, at));
    return this;
  }

  Fabricated deposed(int second) {
    Instant at = START.plusSeconds(second);
    interruptions.add(Interruption.deposed(at, at));
    return this;
  }

  Fabricated withheld(String function, Message message) {
    withheld.add(new Withheld(function, message.id(), "resolved in time"));
    return this;
  }

  Fabricated planned(String function, Message message) {
    planned.put(Receipt.key(function, message.id()), now());
    return this;
  }

  Fabricated quiet(String container, int length) {
    quiets.add(new Quiet(container, now(), now().plusSeconds(length)));
    return this;
  }

  Fabricated restless(int from, int until) {
    history.restless(DEVICE, START.plusSeconds(from), START.plusSeconds(until));
    return this;
  }

  Fabricated later(int more) {
    seconds += more;
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
        new Ledger(
            subscribers,
            outbox,
            stored,
            planned,
            receipts,
            deadLetters,
            withheld,
            quiets,
            interruptions,
            history,
            looks,
            Duration.ofSeconds(1),
            false,
            now()));
  }
}
