package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Per function and device, events come in the order in which they were made: none comes before an
 * earlier one is done, and none comes again once the caller knew that a later one was.
 *
 * <p>A call that the gateway held, and passed on when its caller was gone, may come late: nobody
 * can call it back.
 */
final class OrderCheck implements Check {
  @Override
  public List<Finding> findings(Ledger ledger) {
    List<Finding> findings = new ArrayList<>();
    Set<String> withheld = ledger.withheldKeys();
    for (Subscriber each : ledger.subscribers()) {
      Map<String, List<String>> due =
          ledger.due(each).stream()
              .filter(message -> !withheld.contains(Receipt.key(each.name(), message.id())))
              .collect(
                  Collectors.groupingBy(
                      Message::subject, Collectors.mapping(Message::id, Collectors.toList())));
      Follower follower = new Follower(ledger, due, findings);
      ledger.receipts().stream()
          .filter(receipt -> receipt.function().equals(each.name()))
          .forEach(follower::receive);
    }
    return findings;
  }

  /** What has come to one function so far. */
  private static final class Follower {
    private final Ledger ledger;
    private final List<Receipt> before = new ArrayList<>();
    private final Map<String, Integer> order;
    private final Map<String, List<String>> due;
    private final List<Finding> findings;
    private final Map<String, Integer> latest = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, String> lastCall = new HashMap<>();

    Follower(Ledger ledger, Map<String, List<String>> due, List<Finding> findings) {
      this.ledger = ledger;
      this.order = ledger.order();
      this.due = due;
      this.findings = findings;
    }

    void receive(Receipt receipt) {
      if (!ledger.orphaned(receipt)) follow(receipt);
      if (receipt.judged()) done.add(receipt.message().id());
      before.add(receipt);
    }

    private void follow(Receipt receipt) {
      Message message = receipt.message();
      int place = order.getOrDefault(message.id(), Integer.MAX_VALUE);
      if (place < latest.getOrDefault(message.subject(), -1)) add("came late", receipt);
      for (String earlier : due.getOrDefault(message.subject(), List.of())) {
        if (order.get(earlier) >= place) break;
        if (!done.contains(earlier) && !together(earlier, receipt)) {
          add("came before " + earlier + " was done", receipt);
        }
      }
      lastCall.put(message.id(), receipt.callId());
      boolean known = receipt.judged() && !ledger.excused(receipt);
      if (known) latest.merge(message.subject(), place, Math::max);
    }

    /** Both in one batch, of which the function did neither. */
    private boolean together(String earlier, Receipt receipt) {
      return receipt.callId().equals(lastCall.get(earlier)) && !receipt.accepted();
    }

    /** What had come of that device so far. */
    private List<String> story(Receipt until) {
      return before.stream()
          .filter(each -> each.message().subject().equals(until.message().subject()))
          .map(Receipt::toString)
          .toList();
    }

    private void add(String what, Receipt receipt) {
      String story = String.join("\n  ", story(receipt));
      String text = what + ": " + receipt + ", after\n  " + story;
      findings.add(new Finding(Kind.DISORDER, receipt.arrived(), text));
    }
  }
}
