package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that everybody wrote down in one run.
 *
 * @param outbox the events that the watcher made, in the order in which it did
 * @param stored when each of them was stored, by its id
 * @param planned when each delivery was planned, by its key
 * @param receipts in the order in which they arrived
 * @param looks what CloudVision showed to whoever listed its devices
 * @param debounce how long a difference must last to be told
 * @param clockJumped whether somebody set the watcher's clock
 * @param end when the run was over
 */
public record Ledger(
    List<Subscriber> subscribers,
    List<Message> outbox,
    Map<String, Instant> stored,
    Map<String, Instant> planned,
    List<Receipt> receipts,
    List<DeadLetter> deadLetters,
    List<Withheld> withheld,
    List<Quiet> quiets,
    List<Interruption> interruptions,
    History history,
    List<Look> looks,
    Duration debounce,
    boolean clockJumped,
    Instant end) {

  /** How much there was of everything. */
  public record Figures(
      int events,
      int certain,
      int receipts,
      long repeated,
      long excused,
      int dead,
      int withheld,
      long kills) {
    @Override
    public String toString() {
      String text =
          "%d events (%d stays had to be told), %d receipts, %d accepted again (%d answers lost),"
              + " %d dead letters, %d withheld, %d kills";
      return text.formatted(events, certain, receipts, repeated, excused, dead, withheld, kills);
    }
  }

  /** Counts. */
  public Figures figures() {
    long accepted = receipts.stream().filter(Receipt::accepted).count();
    long excused = receipts.stream().filter(r -> r.accepted() && excused(r)).count();
    long kills = interruptions.stream().filter(Interruption::kill).count();
    long repeated = accepted - accepted().size();
    return new Figures(
        outbox.size(),
        DetectionCheck.certain(this),
        receipts.size(),
        repeated,
        excused,
        deadLetters.size(),
        withheld.size(),
        kills);
  }

  /** The place of every event in the outbox. */
  Map<String, Integer> order() {
    Map<String, Integer> order = new HashMap<>();
    for (Message each : outbox) order.putIfAbsent(each.id(), order.size());
    return order;
  }

  /** What was told of the same device with it and after it, each time it was. */
  Stream<JsonNode> devicesSince(Message message) {
    return outbox.stream()
        .dropWhile(each -> !each.id().equals(message.id()))
        .filter(each -> each.subject().equals(message.subject()))
        .map(each -> each.data().path("device"));
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

  Set<String> withheldKeys() {
    return withheld.stream().map(Withheld::key).collect(Collectors.toSet());
  }

  /** What a function is to be told of: what it subscribes to, or what the one before it took. */
  List<Message> due(Subscriber subscriber) {
    return subscriber.parent().map(this::passedOn).orElseGet(() -> subscriber.due(outbox));
  }

  /** That, and what it may be told of. */
  List<Message> allowed(Subscriber subscriber) {
    return subscriber.parent().map(this::passedOn).orElseGet(() -> subscriber.allowed(outbox));
  }

  private List<Message> passedOn(String parent) {
    Set<String> accepted = accepted();
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
