package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that everybody wrote down in one run.
 *
 * @param outbox the events that the watcher made, in the order in which it did
 * @param receipts in the order in which they arrived
 * @param end when the run was over
 */
public record Ledger(
    List<Subscriber> subscribers,
    List<Message> outbox,
    List<Receipt> receipts,
    List<DeadLetter> deadLetters,
    List<Interruption> interruptions,
    History history,
    Instant end) {

  /** How much there was of everything. */
  public record Figures(
      int events, int receipts, long repeated, long excused, int dead, long kills) {
    @Override
    public String toString() {
      return "%d events, %d receipts, %d accepted again (%d answers lost), %d dead letters, %d kills"
          .formatted(events, receipts, repeated, excused, dead, kills);
    }
  }

  /** Counts. */
  public Figures figures() {
    long accepted = receipts.stream().filter(Receipt::accepted).count();
    long excused = receipts.stream().filter(r -> r.accepted() && excused(r)).count();
    long kills = interruptions.stream().filter(Interruption::kill).count();
    long repeated = accepted - accepted().size();
    return new Figures(
        outbox.size(), receipts.size(), repeated, excused, deadLetters.size(), kills);
  }

  /** The place of every event in the outbox. */
  Map<String, Integer> order() {
    Map<String, Integer> order = new HashMap<>();
    for (Message each : outbox) order.putIfAbsent(each.id(), order.size());
    return order;
  }

  Map<String, Message> byId() {
    return outbox.stream()
        .collect(Collectors.toMap(Message::id, Function.identity(), (first, second) -> first));
  }

  Map<String, List<Receipt>> receiptsByDelivery() {
    return receipts.stream()
        .collect(Collectors.groupingBy(Receipt::key, LinkedHashMap::new, Collectors.toList()));
  }

  Set<String> accepted() {
    Set<String> accepted = new HashSet<>();
    for (Receipt each : receipts) if (each.accepted()) accepted.add(each.key());
    return accepted;
  }

  Set<String> dead() {
    return deadLetters.stream().map(DeadLetter::key).collect(Collectors.toSet());
  }

  /** What a function is to be told of: what it subscribes to, or what the one before it took. */
  List<Message> due(Subscriber subscriber) {
    if (subscriber.parent().isEmpty()) return subscriber.due(outbox);
    Set<String> accepted = accepted();
    String parent = subscriber.parent().get();
    return outbox.stream().filter(m -> accepted.contains(Receipt.key(parent, m.id()))).toList();
  }

  /** Whether the caller could not know that the function had accepted it. */
  boolean excused(Receipt receipt) {
    return receipt.unseen() || interruptions.stream().anyMatch(each -> each.lost(receipt));
  }

  boolean orphaned(Receipt receipt) {
    return interruptions.stream().anyMatch(each -> each.orphaned(receipt));
  }
}
