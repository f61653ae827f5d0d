package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nothing was told that did not happen: every device's story, as told, is part of its history, in
 * order and without gaps; and what functions received is what was stored.
 */
final class TruthCheck implements Check {
  /** What a function of ours adds to an event that it passes on. */
  private static final String ADDED = "cmdb";

  private static final String DEVICE = "device";
  private static final String STREAMING = "streamingStatus";

  @Override
  public List<Finding> findings(Ledger ledger) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Instant> firstTold =
        ledger.receipts().stream()
            .collect(
                Collectors.toMap(
                    r -> r.message().id(), Receipt::arrived, (first, second) -> first));
    Map<String, List<Message>> stories =
        ledger.outbox().stream()
            .filter(message -> message.type().startsWith("cvp.device.") && !message.tags())
            .collect(Collectors.groupingBy(Message::subject));
    stories.forEach(
        (serial, told) -> {
          Story story = new Story(ledger.history(), serial);
          for (Message each : told) {
            Instant at = firstTold.getOrDefault(each.id(), ledger.end());
            story.lie(each).ifPresent(what -> findings.add(lie(at, what + ": " + each)));
          }
        });
    Map<String, Message> stored = ledger.byId();
    Map<String, Set<String>> due = new HashMap<>();
    for (Subscriber each : ledger.subscribers()) {
      due.put(
          each.name(), ledger.allowed(each).stream().map(Message::id).collect(Collectors.toSet()));
    }
    for (Receipt each : ledger.receipts()) {
      compare(each, stored.get(each.message().id()), due, ledger, findings);
    }
    return findings;
  }

  private static void compare(
      Receipt receipt,
      Message stored,
      Map<String, Set<String>> due,
      Ledger ledger,
      List<Finding> findings) {
    Optional<Subscriber> function =
        ledger.subscribers().stream().filter(s -> s.name().equals(receipt.function())).findFirst();
    boolean step = function.isPresent() && function.get().parent().isPresent();
    if (function.isEmpty()) {
      findings.add(lie(receipt.arrived(), "nobody knows the function: " + receipt));
    } else if (stored == null) {
      findings.add(lie(receipt.arrived(), "never stored: " + receipt));
    } else if (!due.get(receipt.function()).contains(stored.id())) {
      findings.add(lie(receipt.arrived(), "not subscribed to: " + receipt));
    } else if (!asStored(stored, told(receipt, step), ledger)) {
      findings.add(lie(receipt.arrived(), "not what was stored, " + stored + ": " + receipt));
    }
  }

  /** A move may say what its device has become since. */
  private static boolean asStored(Message stored, JsonNode told, Ledger ledger) {
    JsonNode was = lasting(stored, stored.data());
    JsonNode is = lasting(stored, told);
    if (was.equals(is)) return true;
    if (!stored.arrivesAnywhere() || !without(was, DEVICE).equals(without(is, DEVICE)))
      return false;
    return ledger.devicesSince(stored).anyMatch(each -> alike(each, is.path(DEVICE)));
  }

  /** Whether a device streams is told by nothing of its own. */
  private static boolean alike(JsonNode device, JsonNode other) {
    return without(device, STREAMING).equals(without(other, STREAMING));
  }

  private static JsonNode without(JsonNode data, String field) {
    return data instanceof ObjectNode object ? object.deepCopy().without(field) : data;
  }

  /** What is still pending on a device is told as it is when it is told. */
  private static JsonNode lasting(Message stored, JsonNode data) {
    boolean settled = stored.data().path("settled").asBoolean(true);
    if (settled || !(data instanceof ObjectNode object)) return data;
    return object.deepCopy().without(List.of("settled", "waitsFor"));
  }

  /**
   * A step is told what the function before it added; without that, it is not what was passed on.
   */
  private static JsonNode told(Receipt receipt, boolean step) {
    JsonNode data = receipt.message().data();
    if (!step || !data.has(ADDED)) return step ? data.path("(nothing was added)") : data;
    ObjectNode without = data.deepCopy();
    without.remove(ADDED);
    return without;
  }

  private static Finding lie(Instant at, String what) {
    return new Finding(Kind.LIE, at, what);
  }
}
